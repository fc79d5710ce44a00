# Two commands are enough: `make run` opens a demo clinic, `make test` proves the whole.
SHELL := /bin/bash
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

.PHONY: build run test test-arm bench fuzz release types clean

build: ## the screens, then ./karete with the screens in it
	@VERSION="$(VERSION)" scripts/build.sh

run: ## install what is missing, build, fill a demo clinic once, serve it on http://localhost:8080
	@VERSION="$(VERSION)" scripts/run.sh

test: ## everything CI runs: vet, staticcheck, Go, Vitest, types, the browser
	@VERSION="$(VERSION)" scripts/test.sh

test-arm: ## the database's tests on emulated arm64 and arm v7 (for a release; needs qemu-user)
	@scripts/test-arm.sh

bench: ## the figures, each as a ratio measured in one run
	@scripts/bench.sh

fuzz: ## each fuzz target for 20 seconds (TIME=10m for a release)
	@scripts/fuzz.sh

release: ## static, stripped, checksummed binaries in dist/
	@VERSION="$(VERSION)" scripts/release.sh

types: ## the UI's types, from the API document
	@scripts/types.sh

clean:
	rm -rf karete dist demo-data openapi.json ui/node_modules ui/dist/assets ui/dist/index.html*
