// Package client is a client of mnemonic Argus that asks again when the server is busy.
package client

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Client asks one server with one API key.
type Client struct {
	URL, Key string
	// Pause is how long it waits before it asks again.
	Pause time.Duration
}

// Count tells how many aggregated events there are; it tries three times.
func (c Client) Count() (int, error) {
	var status int
	for attempt := 0; attempt < 3; attempt++ {
		request, err := http.NewRequest("GET", c.URL+"/events/v1/aggregated?startTimestamp=0&limit=1", nil)
		if err != nil {
			return 0, err
		}
		request.Header.Set("Argus-API-Key", c.Key)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return 0, err
		}
		var page struct{ Count int }
		err = json.NewDecoder(response.Body).Decode(&page)
		response.Body.Close()
		status = response.StatusCode
		if status == http.StatusServiceUnavailable {
			time.Sleep(c.Pause)
			continue
		}
		if status != http.StatusOK || err != nil {
			break
		}
		return page.Count, nil
	}
	return 0, fmt.Errorf("the server answered %d", status)
}
