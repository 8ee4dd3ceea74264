.DEFAULT_GOAL := help
.PHONY: help eval eval-down build test quick model long clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

eval: ## build what changed, start expacti on this machine, say how to try it
	@build/eval

eval-down: ## stop it; what happened is kept
	@build/eval-down

build: ## build the server, the command-line clients and the dashboard
	@set -eu; . build/steps.sh; need_jdk; build_server; build_web

quick: ## the core's tests, a few minutes
	@build/quick

test: ## everything that must be green
	@build/test

model: ## every state of the life of a command (docs/model), some minutes
	@build/model

long: ## the same with a million cases to each property, and what they don't notice; hours
	@build/long

clean: ## remove what was built; what the server recorded stays
	@build/clean
