# Two commands. The work is in tools/, in Python, so that Windows needs no make (see README.md).
PYTHON ?= python3

.PHONY: run test

run:  ## set up what is missing, make the sample case and its brief, open the window
	@$(PYTHON) -m tools.run

test:  ## set up what is missing, then everything that CI runs; make test PYTEST="-k journal" chooses tests
	@$(PYTHON) -m tools.check $(PYTEST)
