module example.com/siem-client

go 1.19
