// Draws a picture with vis-network, from the data that the page carries, over the one that the server drew.
// Positions come from the server; labels and titles are only ever used as text.
"use strict";

(() => {
  const PAN = 80;
  const ZOOM = 1.25;
  const TOUCH = matchMedia("(pointer: coarse)").matches;
  const CHANNELS = ["job-type", "industry", "shop-floor", "claim", "unmet", "link"];
  const GREY = { unmet: "line-strong", link: "ink-quiet" };
  const KINDS = ["candidate", "spell", "claim", "job-type", "industry", "job-in-industry", "floor", "skill", "requirement", "unmet", "role", "thing", "text", "heading"];

  const frame = document.getElementById("picture");
  const box = frame.querySelector(".picture");
  const said = frame.querySelector(".picture-said");
  let chosen = -1; // the line that the keyboard is at
  let data = JSON.parse(document.getElementById("picture-data").textContent);

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  }

  function group(kind) {
    const strong = kind === "candidate" || kind === "role";
    const border = colour(kind === "unmet" ? "ink-quiet" : CHANNELS.includes(kind) ? `channel-${kind}` : "ink-quiet");
    const face = { border: strong ? colour("ink") : border, background: colour(strong ? "ink" : "panel") };
    return {
      color: { ...face, highlight: face, hover: face },
      font: { color: colour(strong ? "panel" : kind === "heading" ? "ink-quiet" : "ink") },
      borderWidth: kind === "requirement" ? 2 : 1,
      widthConstraint: { maximum: kind === "spell" || kind === "claim" ? 212 : 178 },
      shapeProperties: { borderRadius: 4, borderDashes: kind === "unmet" ? [5, 4] : false },
    };
  }

  function options() {
    const face = getComputedStyle(document.body).fontFamily;
    return {
      groups: { useDefaultGroups: false, ...Object.fromEntries(KINDS.map((kind) => [kind, group(kind)])) },
      nodes: { shape: "box", margin: 8, font: { face, size: 16 } },
      edges: {
        smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 },
        selectionWidth: 0,
        hoverWidth: 0,
      },
      interaction: {
        hover: true,
        tooltipDelay: 120,
        zoomView: false, // the wheel scrolls the page
        dragView: !TOUCH, // and so does a finger, until the picture is zoomed
        dragNodes: false,
        selectConnectedEdges: false,
      },
      layout: { improvedLayout: false },
      physics: false,
    };
  }

  function edges() {
    return data.edges.map((edge, id) => {
      const color = colour(GREY[edge.channel] ?? `channel-${edge.channel}`);
      const roundness = 0.4 + 0.08 * CHANNELS.indexOf(edge.channel);
      return {
        ...edge,
        id,
        color: { color, highlight: color, hover: color, opacity: 0.85 },
        dashes: edge.channel === "unmet" || edge.similar,
        smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness },
      };
    });
  }

  // Whether a finger moves the picture or the page.
  function hold(network, held) {
    if (TOUCH) {
      network.setOptions({ interaction: { dragView: held } });
      box.classList.toggle("held", held);
    }
  }

  function zoom(network, factor) {
    hold(network, true);
    network.moveTo({ scale: network.getScale() * factor });
  }

  function showAll(network) {
    hold(network, false);
    network.fit();
  }

  function pan(network, x, y) {
    const at = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
  }

  // The keyboard goes from line to line, the heaviest first: each is outlined, and said below the picture.
  function choose(network, by) {
    const order = data.edges.map((_, id) => id).sort((a, b) => data.edges[b].width - data.edges[a].width || a - b);
    if (!order.length) return;
    const at = (order.indexOf(chosen) + by + order.length + (chosen < 0 && by < 0 ? 1 : 0)) % order.length;
    chosen = order[at];
    const { from, to, title } = data.edges[chosen];
    said.textContent = `${at + 1}/${order.length} ${title.replace("\n", " · ")}`;
    const ends = Object.values(network.getPositions([from, to]));
    const middle = { x: (ends[0].x + ends.at(-1).x) / 2, y: (ends[0].y + ends.at(-1).y) / 2 };
    network.moveTo({ position: middle });
    network.redraw();
  }

  function follow() {
    const node = data.nodes.find(({ id }) => id === data.edges[chosen]?.to);
    if (node?.href) location.assign(node.href);
  }

  function outline(network, canvas) {
    if (chosen < 0) return;
    const { from, to } = data.edges[chosen];
    canvas.strokeStyle = colour("ink");
    canvas.lineWidth = 3;
    for (const id of [from, to]) {
      const { left, top, right, bottom } = network.getBoundingBox(id);
      canvas.strokeRect(left - 5, top - 5, right - left + 10, bottom - top + 10);
    }
  }

  function answerKeys(network) {
    const does = {
      n: () => choose(network, 1),
      p: () => choose(network, -1),
      Enter: follow,
      ArrowLeft: () => pan(network, -PAN, 0),
      ArrowRight: () => pan(network, PAN, 0),
      ArrowUp: () => pan(network, 0, -PAN),
      ArrowDown: () => pan(network, 0, PAN),
      "+": () => zoom(network, ZOOM),
      "-": () => zoom(network, 1 / ZOOM),
      0: () => showAll(network),
    };
    const canvas = box.querySelector(".vis-network");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", box.dataset.label);
    canvas.addEventListener("keydown", (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : does[event.key];
      if (act) {
        event.preventDefault();
        act();
      }
    });
  }

  function answerButtons(network) {
    for (const button of frame.querySelectorAll("button[data-zoom]")) {
      button.addEventListener("click", () => zoom(network, Number(button.dataset.zoom)));
    }
    frame.querySelector("button[data-fit]").addEventListener("click", () => showAll(network));
  }

  // A box leads somewhere: to another page, or to this one with more in the picture, which is then redrawn.
  function answerClicks(network) {
    const leadsTo = (id) => data.nodes.find((node) => node.id === id)?.href;
    network.on("click", async ({ nodes: [id] }) => {
      const address = leadsTo(id);
      if (!address) return;
      if (new URL(address, location).hash !== "#picture-heading") {
        location.assign(address);
        return;
      }
      const page = await fetch(address).catch(() => null);
      if (!page?.ok) {
        location.assign(address);
        return;
      }
      const next = new DOMParser().parseFromString(await page.text(), "text/html");
      data = JSON.parse(next.getElementById("picture-data").textContent);
      for (const part of [".paper-picture", "#paths"]) document.querySelector(part).replaceWith(next.querySelector(part));
      history.replaceState(null, "", address);
      redraw(network);
    });
    network.on("hoverNode", ({ node }) => box.classList.toggle("leads", Boolean(leadsTo(node))));
    network.on("blurNode", () => box.classList.remove("leads"));
  }

  function redraw(network) {
    chosen = -1;
    said.textContent = "";
    network.setOptions(options());
    network.setData({ nodes: data.nodes, edges: edges() });
    tell(network);
    showAll(network);
  }

  function tell(network) {
    box.dataset.nodes = network.body.nodeIndices.length;
    box.dataset.edges = data.edges.length;
  }

  function draw() {
    frame.querySelector(".picture-controls").hidden = false;
    frame.querySelector(".picture-scroll").removeAttribute("tabindex"); // the canvas takes the focus
    const network = new vis.Network(
      box.querySelector(".picture-canvas"),
      { nodes: data.nodes, edges: edges() },
      options(),
    );
    network.once("afterDrawing", () => {
      network.fit();
      tell(network);
    });
    network.on("afterDrawing", (canvas) => outline(network, canvas));
    answerKeys(network);
    answerButtons(network);
    answerClicks(network);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw(network));
  }

  // Paper has no picture to point at: it gets the table, whether it was open or not.
  addEventListener("beforeprint", () => {
    const table = document.getElementById("paths"); // an answer that took this one's place may have none
    if (table) table.open = true;
  });

  draw();
})();
