package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

var server string

// TestMain starts one simulator for all tests: SIEM_SIM_COMMAND, or `npx siem-sim`.
func TestMain(m *testing.M) {
	command := os.Getenv("SIEM_SIM_COMMAND")
	if command == "" {
		command = "npx siem-sim"
	}
	folder, err := os.MkdirTemp("", "siem-sim-")
	if err != nil {
		panic(err)
	}
	ready := filepath.Join(folder, "ready.json")
	words := append(strings.Fields(command), "serve", "--port", "0", "--events", "200", "--ready-file", ready)
	process := exec.Command(words[0], words[1:]...)
	process.Stderr = os.Stderr
	if err := process.Start(); err != nil {
		panic(err)
	}
	server = waitFor(ready)
	code := m.Run()
	process.Process.Signal(syscall.SIGTERM)
	process.Wait()
	os.RemoveAll(folder)
	os.Exit(code)
}

func waitFor(ready string) string {
	for attempt := 0; attempt < 3000; attempt++ {
		var facts struct{ URL string }
		if text, err := os.ReadFile(ready); err == nil && json.Unmarshal(text, &facts) == nil {
			return facts.URL
		}
		time.Sleep(20 * time.Millisecond)
	}
	panic("siem-sim did not get ready")
}

type world struct {
	URL  string
	Keys []struct{ Value string }
}

func ask(t *testing.T, method, url string, body, answer any) {
	t.Helper()
	text, _ := json.Marshal(body)
	request, _ := http.NewRequest(method, url, bytes.NewReader(text))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		t.Fatalf("%s %s: %d", method, url, response.StatusCode)
	}
	if answer != nil {
		if err := json.NewDecoder(response.Body).Decode(answer); err != nil {
			t.Fatal(err)
		}
	}
}

// newWorld gives a test a world of its own; when it fails, the journal is told.
func newWorld(t *testing.T) world {
	t.Helper()
	var made world
	place := fmt.Sprintf("%s/_sim/worlds/%s", server, strings.ToLower(t.Name()))
	ask(t, "PUT", place, map[string]any{}, &made)
	t.Cleanup(func() {
		if t.Failed() {
			var journal struct{ Entries []map[string]any }
			ask(t, "GET", made.URL+"/_sim/journal", nil, &journal)
			for _, entry := range journal.Entries {
				t.Logf("%v %v → %v", entry["method"], entry["path"], entry["status"])
			}
		}
		ask(t, "DELETE", place, nil, nil)
	})
	return made
}

func TestCounts(t *testing.T) {
	its := newWorld(t)
	count, err := Client{URL: its.URL, Key: its.Keys[0].Value}.Count()
	if err != nil || count != 200 {
		t.Fatalf("counted %d, %v", count, err)
	}
}

func TestAsksAgain(t *testing.T) {
	its := newWorld(t)
	ask(t, "POST", its.URL+"/_sim/faults", map[string]any{
		"match": map[string]any{"product": "argus"}, "effect": map[string]any{"error": 503}, "times": 2,
	}, nil)
	if count, err := (Client{URL: its.URL, Key: its.Keys[0].Value}).Count(); err != nil || count != 200 {
		t.Fatalf("counted %d, %v", count, err)
	}
	var verdict struct{ Matched bool }
	ask(t, "POST", its.URL+"/_sim/journal/verify", map[string]any{
		"expect": []map[string]any{{"operation": "listAggregatedEvents", "times": 3}},
	}, &verdict)
	if !verdict.Matched {
		t.Fatal("it did not ask three times")
	}
}
