# `make demo` and `make test` are all the set-up there is.

PREFIX ?= /usr/local
DESTDIR ?=

# What SwiftPM's system libraries need, time zones, and the certificates of the tests: named in this
# one place.
APT_PACKAGES = libcurl4-openssl-dev libxml2-dev libsqlite3-dev zlib1g-dev libcmark-gfm-dev \
	libcmark-gfm-extensions-dev pkg-config tzdata openssl
BREW_PACKAGES = cmark-gfm pkgconf

RELEASE_DIR = .build-release
RELEASE = swift build -c release --static-swift-stdlib -Xswiftc -Xclang-linker -Xswiftc -no-pie --scratch-path $(RELEASE_DIR) --product nonmun
# Apple's Swift runtime is part of the system.
ifeq ($(shell uname),Darwin)
RELEASE = swift build -c release --scratch-path $(RELEASE_DIR) --product nonmun
endif
BINARY = $(RELEASE_DIR)/release/nonmun

.PHONY: setup build release demo test lint bench fuzz install uninstall clean

## Installs the system packages that are missing, and does nothing when all are there.
setup:
	@if [ "$$(uname)" = Darwin ]; then \
	  for package in $(BREW_PACKAGES); do \
	    brew list --versions $$package >/dev/null 2>&1 || brew install $$package || exit 1; \
	  done; \
	else \
	  missing=; \
	  for package in $(APT_PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	      || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    echo "installing:$$missing"; \
	    $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	      $$sudo apt-get install -y --no-install-recommends $$missing; \
	  fi; \
	fi

## A debug build, for work on nonmun itself.
build: setup
	swift build

release: setup
	$(RELEASE)

## The whole weekly job on the recorded week, without a network, in a scratch copy.
demo: release
	@sh .ci/demo $(BINARY)

## Every test.
test: setup
	swift build --build-tests
	swift test --skip-build

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

## Measures nonmun beside its peers; see Benchmarks/README.md.
bench: release
	for bench in ParseBench FetchBench MatchBench SearchBench; do \
	  NONMUN_BENCH=1 swift build -c release --static-swift-stdlib --scratch-path .build-bench \
	    --product $$bench || exit 1; \
	done
	@python3 Benchmarks/run.py $(BINARY) .build-bench/release

## Fuzzes the parsers for a minute: `make fuzz SECONDS=3600` for an hour.
SECONDS = 60
fuzz: setup
	NONMUN_FUZZ=1 swift build -c release --product ParseFuzzer --scratch-path .build-fuzz \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
	@sh .ci/fuzz $(SECONDS)

install: release
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -s -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/nonmun
	install -m 644 Sources/nonmun/nonmun.1 $(DESTDIR)$(PREFIX)/share/man/man1/nonmun.1
	$(BINARY) --generate-completion-script bash \
	  > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/nonmun
	$(BINARY) --generate-completion-script zsh \
	  > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_nonmun
	$(BINARY) --generate-completion-script fish \
	  > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/nonmun.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/nonmun $(DESTDIR)$(PREFIX)/share/man/man1/nonmun.1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/nonmun \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_nonmun \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/nonmun.fish

clean:
	rm -rf .build $(RELEASE_DIR)
