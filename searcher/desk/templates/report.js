"use strict";
// Chosen values of one facet: any of them; between facets: all.  A value's count is what choosing it would show.
const hits = Array.from(document.querySelectorAll("#hits > article"),
  node => ({node, values: new Set(JSON.parse(node.dataset.values))}));
const boxes = Array.from(document.querySelectorAll("input[data-facet]"),
  node => ({node, facet: node.dataset.facet, value: node.dataset.value,
            count: node.parentElement.querySelector(".count")}));
const counts = boxes.map(box => box.count.textContent);

function passes(hit, chosen, except) {
  for (const [facet, values] of chosen)
    if (facet !== except && !values.some(value => hit.values.has(value))) return false;
  return true;
}

function update() {
  const chosen = new Map();
  for (const box of boxes)
    if (box.node.checked) chosen.set(box.facet, [...(chosen.get(box.facet) || []), box.value]);
  let shown = 0;
  for (const hit of hits) {
    hit.node.hidden = !passes(hit, chosen);
    if (!hit.node.hidden) ++shown;
  }
  document.getElementById("shown").textContent = shown;
  boxes.forEach((box, i) => {
    box.count.textContent = chosen.size === 0 ? counts[i]
      : hits.filter(hit => hit.values.has(box.value) && passes(hit, chosen, box.facet)).length;
  });
}

for (const box of boxes) box.node.addEventListener("change", update);
document.getElementById("clear").addEventListener("click", () => {
  for (const box of boxes) box.node.checked = false;
  update();
});
