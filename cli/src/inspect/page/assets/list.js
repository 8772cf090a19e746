// The list of callbacks, the latest first. Only the rows in view are elements, so that it stays
// quick however many there are.

import { badge, element, named } from './dom.js';

const HEIGHT = 60;
const BEYOND = 4;
const KEYS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

const clock = new Intl.DateTimeFormat([], { timeStyle: 'medium', hourCycle: 'h23' });

export class List {
  // Calls `onselect(id)` when a callback is chosen, and `onopen()` when it is to be read.
  constructor(onselect, onopen) {
    this.box = named('list');
    this.rows = named('rows');
    this.items = [];
    this.selected = null;
    this.onselect = onselect;
    this.drawn = new Map();
    this.box.addEventListener('scroll', () => this.soon());
    new ResizeObserver(() => this.soon()).observe(this.box);
    this.box.addEventListener('keydown', (event) => this.key(event, onopen));
    this.rows.addEventListener('click', (event) => {
      const row = event.target.closest('[role=option]');
      if (row) {
        this.select(Number(row.dataset.id));
        onopen();
      }
    });
  }

  clear() {
    this.items = [];
    this.rows.replaceChildren();
    this.drawn.clear();
    this.soon();
  }

  // Adds callbacks, which are later than all before, and drops those before `oldest`.
  add(items, oldest) {
    let gone = 0;
    while (gone < this.items.length && this.items[gone].id < oldest) gone += 1;
    this.items.splice(0, gone);
    this.items.push(...items);
    // What is being read stays where it is.
    if (this.box.scrollTop > 0) this.box.scrollTop += items.length * HEIGHT;
    this.soon();
  }

  // The place of a callback in the list, from the top. The items are in the order of their ids.
  place(id) {
    let [low, high] = [0, this.items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.items[middle].id < id) low = middle + 1;
      else high = middle;
    }
    return this.items[low]?.id === id ? this.items.length - 1 - low : -1;
  }

  at(place) {
    return this.items[this.items.length - 1 - place];
  }

  key(event, onopen) {
    if (event.key === 'Enter' && this.selected !== null) onopen();
    const by = KEYS[event.key];
    if (by === undefined || this.items.length === 0) return;
    event.preventDefault();
    const from = this.place(this.selected);
    const last = this.items.length - 1;
    const to = from < 0 ? 0 : Math.min(Math.max(from + by, 0), last);
    this.select(this.at(to).id);
  }

  select(id) {
    this.selected = id;
    const top = this.place(id) * HEIGHT;
    const view = this.box.clientHeight;
    if (top >= 0) {
      if (top < this.box.scrollTop) this.box.scrollTop = top;
      else if (top + HEIGHT > this.box.scrollTop + view) this.box.scrollTop = top + HEIGHT - view;
    }
    this.draw();
    this.onselect(id);
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    this.rows.style.height = `${this.items.length * HEIGHT}px`;
    const first = Math.max(Math.floor(this.box.scrollTop / HEIGHT) - BEYOND, 0);
    const shown = Math.ceil(this.box.clientHeight / HEIGHT) + 2 * BEYOND;
    const end = Math.min(first + shown, this.items.length);
    const before = this.drawn;
    this.drawn = new Map();
    for (let place = first; place < end; place += 1) {
      const item = this.at(place);
      const drawn = before.get(item.id) ?? this.row(item);
      before.delete(item.id);
      drawn.style.top = `${place * HEIGHT}px`;
      drawn.setAttribute('aria-posinset', place + 1);
      drawn.setAttribute('aria-setsize', this.items.length);
      drawn.setAttribute('aria-selected', item.id === this.selected);
      this.drawn.set(item.id, drawn);
    }
    for (const gone of before.values()) gone.remove();
    // In order, for those who hear the list. What is in its place is not touched.
    let next = this.rows.firstChild;
    for (const drawn of this.drawn.values()) {
      if (drawn === next) next = next.nextSibling;
      else this.rows.insertBefore(drawn, next);
    }
    const active = this.drawn.get(this.selected);
    if (active) this.box.setAttribute('aria-activedescendant', active.id);
    else this.box.removeAttribute('aria-activedescendant');
  }

  row({ id, sent_here: sentHere, summary }) {
    const marks = [];
    if (sentHere) marks.push('sent here');
    if (summary.is_undecodable) marks.push('undecodable');
    if (summary.untyped > 0) marks.push(`${summary.untyped} untyped`);
    if (summary.issues > 0) marks.push(`${summary.issues} wrong`);
    const made = element(
      'div',
      { class: 'row', role: 'option', id: `row-${id}` },
      element('div', {},
        element('span', { class: 'command' }, summary.command),
        element('time', {}, clock.format(summary.time))),
      element('div', {},
        element('span', { class: 'preview' }, summary.preview),
        element('span', { class: 'marks' }, marks.join(', ')),
        badge(summary.outcome)),
    );
    made.dataset.id = id;
    return made;
  }
}
