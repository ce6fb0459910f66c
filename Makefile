# Every target sets up .venv by itself, and again only when pyproject.toml has changed.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.installed
WORKERS ?= auto
# Tracing lines makes the tests half as slow again, so it is CI that asks for it.
COVERAGE ?= $(if $(CI),--cov --cov-report=term)

.PHONY: build test lint clean update-goldens reference gallery bench help

help:
	@echo "make build           susun buku tahap berjalan ke build/"
	@echo "make test            jalankan semua pemeriksaan dan uji"
	@echo "make lint            periksa gaya, tipe, dan lapisan kode"
	@echo "make update-goldens  perbarui berkas acuan uji"
	@echo "make reference       buat ulang templates/kominfo/reference.docx"
	@echo "make bench           ukur kecepatan berdampingan dengan alat lain (lama)"
	@echo "make gallery         gambar halaman semua buku ke build/galeri/"
	@echo "make clean           hapus hasil dan lingkungan"

$(STAMP): pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $(STAMP)

build: $(STAMP)
	$(BIN)/masterplan build

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(STAMP) lint
	$(BIN)/pytest -n $(WORKERS) --dist loadfile $(COVERAGE)
	$(BIN)/masterplan validate
	$(BIN)/masterplan build --stage all

update-goldens: $(STAMP)
	$(BIN)/pytest -n $(WORKERS) --update -q

reference: $(STAMP)
	$(BIN)/python -m masterplan_cli.writers.docx.reference templates/kominfo/reference.docx

# Installed anew, so that the templates of this very checkout are compiled as in any package.
bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python -m benchmarks.bench

gallery: $(STAMP)
	$(BIN)/masterplan build --stage all --paginate --format docx
	$(BIN)/python docs/gambar/gallery.py

clean:
	rm -rf build dist .ready $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .tools
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
