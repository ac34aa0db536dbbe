// Cuts a picture to a part of it, by dragging or with sliders, and makes it as small as the website needs.

import { openDialog } from "../core/dialogs.js";
import { el, newID } from "../core/dom.js";
import { selectControl } from "../core/form.js";
import { t } from "../core/words.js";

const WIDTHS = [1600, 800, 400];
const MOST_BYTES = 2_000_000;
const VIEW = 560;
const SHAPES = { whole: 0, "3:2": 3 / 2, "4:3": 4 / 3, "16:9": 16 / 9, "1:1": 1, "3:4": 3 / 4 };

/** Opens a file and asks which part to use. Resolves to {files: [{blob, width, height}]}, {error}, or undefined if cancelled. */
export async function cropPicture(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return { error: "picture.unreadable" };
  }
  const state = { bitmap, shape: 0, zoom: 1, x: 0.5, y: 0.5, canvas: el("canvas", { "aria-label": t("crop.canvas"), role: "img" }) };
  const answer = await openDialog({
    title: t("crop.title"), wide: true, content: cropNode(state),
    actions: [{ label: t("crop.use"), value: true, primary: true,
      run: async () => { state.files = await filesOf(state, file.type); } }, { label: t("cancel") }],
  });
  return answer ? { files: state.files } : undefined;
}

function cropNode(state) {
  const { canvas, bitmap } = state;
  const scale = Math.min(1, VIEW / bitmap.width, 420 / bitmap.height);
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const size = el("p", { class: "quiet", role: "status" });
  const draw = () => {
    drawPart(state);
    const part = partOf(state);
    size.textContent = t("crop.size", { width: Math.round(part.width), height: Math.round(part.height) });
  };
  const shape = selectControl({ value: "whole", required: true,
    options: Object.keys(SHAPES).map((one) => ({ value: one, label: one === "whole" ? t("crop.whole") : one })),
    onInput: (value) => { state.shape = SHAPES[value]; draw(); } });
  const sliders = { zoom: slider(1, 4, 1, (value) => { state.zoom = value; draw(); }),
    x: slider(0, 1, 0.5, (value) => { state.x = value; draw(); }), y: slider(0, 1, 0.5, (value) => { state.y = value; draw(); }) };
  dragPart(state, sliders, draw);
  draw();
  const labelled = (key, control) => {
    control.id = newID("crop");
    return el("div", { class: "field" }, el("label", { for: control.id }, t(`crop.${key}`)), control);
  };
  return el("div", { class: "crop" }, canvas, el("div", { class: "crop-controls" },
    labelled("shape", shape), labelled("zoom", sliders.zoom), labelled("x", sliders.x), labelled("y", sliders.y), size));
}

function slider(min, max, value, onInput) {
  const control = el("input", { type: "range", min, max, step: "0.01", oninput: () => onInput(Number(control.value)) });
  control.value = value;
  return control;
}

/** The part of the picture that is chosen, in its own pixels. */
function partOf({ bitmap, shape, zoom, x, y }) {
  const ratio = shape || bitmap.width / bitmap.height;
  const fit = Math.min(bitmap.width, bitmap.height * ratio);
  const width = Math.max(1, fit / zoom);
  const height = Math.max(1, width / ratio);
  return { left: (bitmap.width - width) * x, top: (bitmap.height - height) * y, width, height };
}

function drawPart(state) {
  const { canvas, bitmap } = state;
  const context = canvas.getContext("2d");
  const scale = canvas.width / bitmap.width;
  const part = partOf(state);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  context.fillStyle = "rgba(0, 0, 0, 0.6)";
  context.fillRect(0, 0, canvas.width, canvas.height);
  const place = [part.left * scale, part.top * scale, part.width * scale, part.height * scale];
  context.drawImage(bitmap, part.left, part.top, part.width, part.height, ...place);
  context.strokeStyle = "#fff";
  context.lineWidth = 2;
  context.strokeRect(...place);
}

// Dragging moves the part. The sliders do the same without dragging (WCAG 2.5.7).
function dragPart(state, sliders, draw) {
  const { canvas, bitmap } = state;
  let last = null;
  canvas.addEventListener("pointerdown", (event) => { last = event; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointerup", () => { last = null; });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const part = partOf(state);
    const scale = bitmap.width / canvas.getBoundingClientRect().width;
    const move = (now, distance, room) => (room < 1 ? now : Math.max(0, Math.min(1, now + (distance * scale) / room)));
    state.x = move(state.x, event.clientX - last.clientX, bitmap.width - part.width);
    state.y = move(state.y, event.clientY - last.clientY, bitmap.height - part.height);
    [sliders.x.value, sliders.y.value] = [state.x, state.y];
    last = event;
    draw();
  });
}

// The largest first. A picture that is narrower than a size isn't made larger.
async function filesOf(state, type) {
  const part = partOf(state);
  const largest = Math.min(WIDTHS[0], Math.round(part.width));
  const widths = [largest, ...WIDTHS.filter((width) => width < largest)].slice(0, 3);
  const files = [];
  for (const width of widths) files.push(await fileOf(state.bitmap, part, width, type === "image/jpeg" ? "image/jpeg" : "image/webp"));
  return files;
}

async function fileOf(bitmap, part, width, type) {
  const height = Math.max(1, Math.round((width * part.height) / part.width));
  const canvas = el("canvas", { width, height });
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, part.left, part.top, part.width, part.height, 0, 0, width, height);
  for (let quality = 0.88; ; quality -= 0.12) {
    const blob = await new Promise((done) => canvas.toBlob(done, type, quality));
    if (blob.size <= MOST_BYTES || quality < 0.4) return { blob, width, height };
  }
}
