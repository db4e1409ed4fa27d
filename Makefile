# Everything happens in .venv; pip's usual variables (PIP_INDEX_URL, PIP_FIND_LINKS, ...) choose where packages come from.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Not `npm ci`: some mirrors lack the packages that the lock file names for other platforms.
NPM_INSTALL := npm install --silent --no-save --no-audit --no-fund
TEACHER := outputs/tabletop/gaussians/teacher
DEMO := outputs/tabletop/sort-free-gaussians/demo

.DEFAULT_GOAL := install
.PHONY: install demo test test-extras viewer networks lint clean

# The kernels are compiled against Python's own headers.
$(BIN)/torch-installed: | python-headers
.PHONY: python-headers
python-headers:
	@$(PYTHON) -c "import os, sys, sysconfig; h = os.path.join(sysconfig.get_path('include'), 'Python.h'); \
	os.path.exists(h) or sys.exit(f'error: the Python headers are missing\n  given: no {h}\n  do: apt install python3-dev')"

# torch comes first and pinned: then nothing later replaces a CPU build by the much larger CUDA one.
$(BIN)/torch-installed: constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q "$$(grep '^torch==' constraints.txt)"
	touch $@

$(BIN)/installed: $(BIN)/torch-installed pyproject.toml CMakeLists.txt $(shell find neural_render -name '*.cpp' -o -name '*.h')
	$(BIN)/pip install -q -c constraints.txt -e '.[dev,video]'
	touch $@

install: $(BIN)/installed

# Ends with the viewer; where nobody looks (CI=true, no terminal), a headless browser does, if there is one.
demo: install
	rm -rf $(DEMO) $(TEACHER)
	$(BIN)/nr-train gaussians --data tabletop --preset demo --steps 1500 --name teacher
	$(BIN)/nr-train sort-free-gaussians --data tabletop --preset demo --teacher $(TEACHER) --name demo
	$(BIN)/nr-bake $(DEMO)
	$(BIN)/nr-render $(DEMO)/package --path orbit --output $(DEMO)/orbit.mp4
	@echo "pictures: $(DEMO)/package.eval/eval/   video: $(DEMO)/orbit.mp4   for phones and browsers: $(DEMO)/package/"
	@if [ -t 1 ] && [ "$$CI" != true ]; then $(BIN)/nr-view $(DEMO); \
	elif $(BIN)/python -c "import sys; from neural_render.viewer.browser import find; sys.exit(not find())"; \
	then $(BIN)/nr-view $(DEMO) --check --port 0; \
	else echo "no browser was found here: the viewer was not checked"; fi

test: install lint
	$(BIN)/python -m pytest -m "not extras"

# The viewer for browsers is committed as it is built: whoever changes webviewer/ builds it again.
viewer:
	$(NPM_INSTALL) --prefix webviewer
	npm run --silent --prefix webviewer build

# What the viewer runs networks with, 14 MB: only packages with a network step need it.
networks:
	npm ci --silent --ignore-scripts --prefix tools/onnxruntime_web
	mkdir -p neural_render/viewer/web/onnxruntime
	cd tools/onnxruntime_web/node_modules/onnxruntime-web/dist && \
	cp ort.wasm.bundle.min.mjs ort-wasm-simd-threaded.wasm $(CURDIR)/neural_render/viewer/web/onnxruntime

# Needs several hundred MB of packages and a Vulkan driver (apt install mesa-vulkan-drivers): compared with other people's
# readers, metrics and shader tools, drawn by a GPU and in a browser (apt install chromium).
test-extras: install
	$(BIN)/pip install -q -c constraints.txt pycolmap scikit-image plyfile triton wgpu viser playwright onnx onnxruntime \
	open3d-cpu
	$(BIN)/python -m neural_render.lpips install
	if command -v npm; then npm ci --silent --prefix tools/translate_shaders && $(NPM_INSTALL) --prefix webviewer && \
	npm ci --silent --ignore-scripts --prefix tools/splat_transform && $(MAKE) networks; fi
	$(BIN)/python -m pytest -m extras

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

clean:
	rm -rf build $(VENV)
