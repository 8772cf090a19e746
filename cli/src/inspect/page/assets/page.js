// Puts the page together: events to the list, the selected callback to the details.

import { get } from './api.js';
import { show, showNothing } from './details.js';
import { element, named, say } from './dom.js';
import * as editor from './editor.js';
import { List } from './list.js';
import * as verdicts from './verdicts.js';

const filter = named('filter');
const connection = named('connection');
let address = '';
let run = null;
let kept = 0;

const list = new List(load, () => {
  document.body.classList.add('reading');
  if (matchMedia('(max-width: 52rem)').matches) named('details').focus();
});

const actions = {
  select: (id) => list.select(id),
  edit: editor.edit,
  back() {
    document.body.classList.remove('reading');
    named('list').focus();
  },
};

// Loads the selected callback. While a key is held down, only the last one matters.
let loading;
function load(id) {
  clearTimeout(loading);
  loading = setTimeout(async () => {
    try {
      const callback = await get(`/api/callbacks/${id}`);
      if (id !== list.selected) return;
      const isChosen = verdicts.isChosenHere(callback.summary.command);
      show(callback, { ...actions, verdict: isChosen ? verdicts.open : null });
    } catch (error) {
      if (id === list.selected) showNothing(element('p', { class: 'error' }, error.message));
    }
  }, 40);
}

function hello(data) {
  const state = JSON.parse(data);
  connection.textContent = 'Live';
  connection.className = 'live';
  address = state.address;
  named('way').textContent = state.service
    ? `${address} passes them on to ${state.service}`
    : `${address} answers them itself`;
  options(filter.elements.outcome, state.outcomes);
  editor.setUp(state, actions.select);
  // The ids of another run are those of other callbacks.
  if (state.run !== run) {
    run = state.run;
    list.selected = null;
    document.body.classList.remove('reading');
  }
  if (!state.resumed) {
    verdicts.setUp(state);
    list.clear();
  }
}

// Fills a list of choices, and keeps what is chosen.
function options(select, values) {
  const { value } = select;
  const wanted = value !== '' && !values.includes(value) ? [...values, value] : values;
  // A choice that is being made is not disturbed.
  if ([...select.options].slice(1).map((option) => option.value).join() === wanted.join()) return;
  select.replaceChildren(select.options[0], ...wanted.map((name) => element('option', {}, name)));
  select.value = value;
}

function callbacks(data) {
  const batch = JSON.parse(data);
  if (batch.commands) options(filter.elements.command, batch.commands);
  kept = batch.kept;
  list.add(batch.items, batch.oldest);
  count();
}

function count() {
  const shown = list.items.length;
  const all = kept === 1 ? '1 callback' : `${kept} callbacks`;
  named('count').textContent = shown === kept ? all : `${shown} of ${all}`;
  if (list.selected === null) {
    showNothing(...(kept === 0
      ? [element('h2', {}, 'No callbacks yet'),
         element('p', {}, `Enter http://${address} as the URL in the console, or choose “New callback”.`)]
      : [element('p', {}, 'Select a callback to see what it says.')]));
  }
}

// Only what the filter accepts is sent, so a new filter is a new stream.
let events;
let current = null;
function listen() {
  const wanted = String(new URLSearchParams(new FormData(filter)));
  if (wanted === current) return;
  current = wanted;
  events?.close();
  list.clear();
  events = new EventSource(`/api/events?${wanted}`);
  events.addEventListener('hello', (event) => hello(event.data));
  events.addEventListener('callbacks', (event) => callbacks(event.data));
  events.addEventListener('error', () => {
    connection.textContent = 'Disconnected, trying again';
    connection.className = 'lost';
  });
}

let typing;
function refilter() {
  clearTimeout(typing);
  typing = setTimeout(listen, 150);
}
// While something is typed, and when something is chosen.
filter.addEventListener('input', refilter);
filter.addEventListener('change', refilter);
filter.addEventListener('submit', (event) => event.preventDefault());
named('open-editor').addEventListener('click', editor.create);
named('copied').querySelector('[name=close]').addEventListener('click', () => named('copied').close());
addEventListener('unhandledrejection', (event) => say(event.reason.message));
listen();
