// One callback with all that is known about it.

import { get, post } from './api.js';
import { badge, button, element, named, say, took } from './dom.js';

const pane = named('details');

// A JSON value as lines, indented; `untyped` ones are marked.
function tree(lines) {
  const code = element('div', { class: 'tree' });
  for (const line of lines) {
    const shown = element('div', { class: line.untyped ? 'line untyped' : 'line' });
    shown.style.paddingInlineStart = `${line.depth * 1.25 + 0.5}rem`;
    if (line.key !== undefined) {
      shown.append(element('span', { class: 'key' }, line.key), ': ');
    }
    shown.append(element('span', { class: line.kind }, line.text));
    if (line.untyped && line.kind !== 'bracket') {
      shown.append(element('span', { class: 'mark' }, 'untyped'));
    }
    code.append(shown);
  }
  return code;
}

function pairs(entries) {
  const list = element('dl');
  for (const [name, value] of entries) {
    list.append(element('div', {}, element('dt', {}, name), element('dd', {}, value)));
  }
  return list;
}

function part(title, ...content) {
  return element('section', {}, element('h3', {}, title), ...content);
}

function effect(callback) {
  const { answer, params, review } = callback;
  if (answer.error !== undefined) {
    return part('What Tencent does', element('p', { class: 'error' }, `No answer: ${answer.error}.`));
  }
  if (params === null) {
    return part('What Tencent does', element('p', {}, 'Unknown: the query cannot be read.'));
  }
  if (review === null) {
    return part('What Tencent does', element('p', {}, 'Unknown: this version does not know the command.'));
  }
  const issues = review.issues.map((issue) =>
    element('li', {}, `${issue.text}. `, element('span', { class: 'help' }, issue.help)));
  const wrong = issues.length > 0 ? element('ul', { class: 'issues' }, ...issues) : null;
  return part('What Tencent does', element('p', { class: 'effect' }, review.effect), wrong);
}

function answered({ answer }) {
  if (answer.error !== undefined) return null;
  const head = element('p', { class: 'note' },
    `Status ${answer.status}, ${answer.content_type || 'no content type'}, ${answer.size} bytes`);
  const content = answer.lines
    ? tree(answer.lines)
    : element('div', { class: 'tree raw' }, answer.text);
  return part('Answer', head, content);
}

function typing(typed, count) {
  if (typed.unknown_command) return 'The command is unknown to this version, so nothing is typed.';
  if (typed.error !== undefined) return `It cannot be decoded: ${typed.error}. ${typed.help}`;
  if (count === 0) return 'Every value is typed.';
  return count === 1 ? 'One value is untyped.' : `${count} values are untyped.`;
}

function body({ body: content, typed, summary }) {
  const isError = typed.error !== undefined;
  const head = element('p', { class: isError ? 'error' : 'note' }, `${typing(typed, summary.untyped)} ${content.size} bytes.`);
  const raw = () => element('div', { class: 'tree raw' }, content.text ?? '(not UTF-8)');
  return part('Body', head, content.lines ? tree(content.lines) : raw());
}

function query({ path, query: text, params, signature }) {
  const entries = params ?? [['query', text]];
  return part('Query', pairs([['path', path], ...entries, ['signature', signature]]));
}

function keys({ typed }) {
  if (typed.dedup_key === undefined) return null;
  return part('Keys', pairs([['dedup', typed.dedup_key], ['ordering', typed.ordering_key ?? 'none']]));
}

async function copy(id, form, label) {
  const dialog = named('copied');
  const [title, note, area] = ['h2', '.note', 'textarea'].map((name) => dialog.querySelector(name));
  try {
    area.value = await get(`/api/callbacks/${id}/${form}`);
  } catch (error) {
    say(`No ${label}: ${error.message}`);
    return;
  }
  title.textContent = label;
  dialog.showModal();
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    note.textContent = 'Copied.';
  } catch {
    note.textContent = 'Copy it with the keyboard: the browser does not let the page do it.';
  }
}

async function sendAgain({ run, id }, select) {
  try {
    const sent = await post('/api/send', { run, id });
    say('Sent again.');
    select(sent.id);
  } catch (error) {
    say(`Not sent: ${error.message}`);
  }
}

function head(callback, actions) {
  const { id, summary } = callback;
  const facts = [
    new Date(summary.time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' }),
    `answered in ${took(summary.took_ms)}`,
  ];
  if (callback.sent_here) facts.push('sent from this page');
  const page = callback.official_page && element(
    'a', { href: callback.official_page, target: '_blank', rel: 'noreferrer' }, 'Official page');
  const edit = button('Edit and send', () => actions.edit(callback));
  edit.disabled = callback.body.text === null;
  return element('header', {},
    button('Back', actions.back, { class: 'back' }),
    element('h2', {}, summary.command, ' ', badge(summary.outcome)),
    element('p', { class: 'about' }, callback.description ?? '', callback.description ? ' ' : '', page),
    element('p', { class: 'note' }, facts.join(', ')),
    element('div', { class: 'buttons' },
      button('Send again', () => sendAgain(callback, actions.select)),
      edit,
      actions.verdict && button('Choose its verdict', () => actions.verdict(summary.command)),
      button('Copy as curl', () => copy(id, 'curl', 'curl')),
      button('Copy as Rust test', () => copy(id, 'rust', 'Rust test')),
      button('Copy as fixture', () => copy(id, 'fixture', 'Fixture'))));
}

export function showNothing(...content) {
  pane.replaceChildren(element('div', { class: 'nothing' }, ...content));
}

// Shows a callback. `actions` are what its buttons do.
export function show(callback, actions) {
  const parts = [effect(callback), answered(callback), body(callback), query(callback), keys(callback)];
  pane.replaceChildren(head(callback, actions), ...parts.filter((made) => made !== null));
  pane.dataset.id = callback.id;
  pane.scrollTop = 0;
}
