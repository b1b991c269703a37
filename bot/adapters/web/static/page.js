// Everything here works without this file too: it only spares the reloads.
"use strict";

const parser = new DOMParser();
let queue = Promise.resolve();
let refreshing = false;

// One page load at a time, so that an older answer never covers a newer one.
function load(url, options) {
  queue = queue.then(async () => {
    try {
      const response = await fetch(url, options);
      if (response.status === 413) return say(await response.text());
      if (!response.ok) throw new Error(`${response.status}`);
      show(parser.parseFromString(await response.text(), "text/html"));
    } catch {
      say("The playground does not answer. Is it still running?");
    }
  });
  return queue;
}

function say(text) {
  document.getElementById("status").textContent = text;
}

function show(page) {
  const seen = new Set(replies().map((reply) => reply.id));
  const fields = new Set(texts().map((field) => field.id));
  const focused = document.activeElement;
  const post = focused.closest(".post");
  document.title = page.title;
  morph(document.body, page.body);
  const fresh = replies().filter((reply) => !seen.has(reply.id)).pop();
  const field = texts().find((text) => !fields.has(text.id));
  if (field) field.focus({ preventScroll: true });
  else if (!focused.isConnected) nearest(fresh, post).focus({ preventScroll: true });
  (field?.form ?? fresh)?.scrollIntoView({ block: "nearest" });
}

function texts() {
  return [...document.querySelectorAll(".answer :is(textarea, input:not([type='hidden']))")];
}

// Where to go on reading when the focused button is gone.
function nearest(fresh, post) {
  return fresh ?? (post?.isConnected ? post : document.getElementById("channel"));
}

function replies() {
  return [...document.querySelectorAll(".private")];
}

// Make `old` look like `fresh` while whatever stays the same keeps its focus, its text and its open folds.
function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.id !== fresh.id) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = fresh.data;
    return;
  }
  morphAttributes(old, fresh);
  morphChildren(old, fresh);
}

function morphAttributes(old, fresh) {
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

function morphChildren(old, fresh) {
  const wanted = [...fresh.childNodes];
  const names = new Set(wanted.map((child) => child.id).filter(Boolean));
  for (const child of [...old.children]) if (child.id && !names.has(child.id)) child.remove();
  wanted.forEach((child, at) => {
    const known = child.id && [...old.children].find((other) => other.id === child.id);
    const here = old.childNodes[at];
    if (known) {
      if (known !== here) old.insertBefore(known, here ?? null);
      morph(known, child);
    } else if (here && !here.id && !child.id) morph(here, child);
    else old.insertBefore(child, here ?? null);
  });
  while (old.childNodes.length > wanted.length) old.lastChild.remove();
}

function here() {
  return document.body.dataset.here;
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { target: form, submitter } = event;
  const data = new FormData(form, submitter);
  const body = submitter?.formEnctype === "multipart/form-data" ? data : new URLSearchParams(data);
  const action = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
  const box = form.querySelector("#command");
  if (box) box.value = "";
  await load(action, { method: "POST", body });
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest(".switch a");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  await load(link.href);
  history.pushState(null, "", link.href);
});

window.addEventListener("popstate", () => load(location.href));

document.addEventListener("input", async (event) => {
  const box = event.target.closest("#command");
  if (!box) return;
  const typed = box.value;
  const response = await fetch(`${box.dataset.complete}&text=${encodeURIComponent(typed)}`).catch(() => null);
  if (!response?.ok || box.value !== typed) return;
  box.list.replaceChildren(...(await response.json()).map(([value, title]) => new Option(title, value)));
});

// The server says that something changed; however many changes come at once, one look shows them all.
// Only a page in sight watches: a browser holds six connections to a server, whatever the number of its tabs.
let changes;

function watch() {
  changes?.close();
  if (document.hidden) return;
  changes = new EventSource(`/changes?since=${document.body.dataset.mark}`);
  changes.addEventListener("message", refresh);
  changes.addEventListener("open", () => say(""));
  changes.addEventListener("error", () => say("Connection lost, trying again …"));
}

async function refresh() {
  if (refreshing) return;
  refreshing = true;
  await queue;
  refreshing = false;
  await load(here());
}

document.addEventListener("visibilitychange", watch);
watch();
