import { h, styled } from "./dom.js";

// A list of rows of one height, of which only those that can be seen are in the document.
export class VirtualList {
  constructor(rowHeight, makeRow, attributes) {
    this.rowHeight = rowHeight;
    this.makeRow = makeRow;
    this.count = 0;
    this.shown = new Map();
    this.room = h("div", { class: "room", role: "presentation" });
    this.element = h("div", attributes, this.room);
    this.element.addEventListener("scroll", () => this.draw(), { passive: true });
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.element);
  }

  // Draws again; rows that are seen are made anew when `isFresh`.
  update(count, isFresh = true) {
    this.count = count;
    styled(this.room, { height: `${count * this.rowHeight}px` });
    if (isFresh) this.forget();
    this.draw();
  }

  forget() {
    for (const row of this.shown.values()) row.remove();
    this.shown.clear();
  }

  draw() {
    const first = Math.max(0, Math.floor(this.element.scrollTop / this.rowHeight) - 6);
    const last = Math.min(this.count, Math.ceil((this.element.scrollTop + this.element.clientHeight) / this.rowHeight) + 6);
    for (const [index, row] of this.shown) {
      if (index < first || index >= last) { row.remove(); this.shown.delete(index); }
    }
    let after = null;
    for (let index = last - 1; index >= first; index--) {
      let row = this.shown.get(index);
      if (!row) {
        row = styled(this.makeRow(index), { top: `${index * this.rowHeight}px`, height: `${this.rowHeight}px` });
        this.shown.set(index, row);
        this.room.insertBefore(row, after);
      }
      after = row;
    }
  }

  reveal(index) {
    const top = index * this.rowHeight;
    if (top < this.element.scrollTop || top + this.rowHeight > this.element.scrollTop + this.element.clientHeight) {
      this.element.scrollTop = top - this.element.clientHeight / 2;
    }
    this.draw();
  }

  get isAtEnd() { return this.element.scrollTop + this.element.clientHeight >= this.count * this.rowHeight - this.rowHeight * 2; }
  goToEnd() { this.element.scrollTop = this.count * this.rowHeight; this.draw(); }
  close() { this.observer.disconnect(); }
}
