// What is answered if there is no service: a verdict for each command whose answer decides.

import { post } from './api.js';
import { element, named } from './dom.js';

const dialog = named('verdicts');
const rows = named('choices');

// Shows the fields that the chosen verdict has.
function adapt(row, verdicts) {
  const { select, code, text } = row;
  const { code: codeLabel, first_code: first, text: textLabel } =
    verdicts.find(({ verdict }) => verdict === select.value);
  code.parentNode.hidden = codeLabel === undefined;
  code.parentNode.firstChild.textContent = codeLabel ?? '';
  text.parentNode.hidden = textLabel === undefined;
  text.parentNode.firstChild.textContent = textLabel ?? '';
  if (codeLabel !== undefined && code.value === '' && first !== undefined) code.value = first;
}

async function choose(row, command) {
  const code = row.code.parentNode.hidden || row.code.value === '' ? null : Number(row.code.value);
  const text = row.text.parentNode.hidden ? '' : row.text.value;
  try {
    await post('/api/verdicts', { command, verdict: row.select.value, code, text });
    row.said.textContent = 'In use.';
    row.said.className = 'note';
  } catch (error) {
    row.said.textContent = `Not in use: ${error.message}.`;
    row.said.className = 'error';
  }
}

function row({ command, description, verdicts, chosen }) {
  const select = element('select', {},
    ...verdicts.map(({ verdict, label }) => element('option', { value: verdict }, label)));
  select.value = chosen.verdict;
  select.setAttribute('aria-label', `Verdict for ${command}`);
  const code = element('input', { type: 'number', value: chosen.code ?? '' });
  const text = element('input', { type: 'text', value: chosen.text, autocomplete: 'off' });
  const said = element('p', { class: 'note', role: 'status' });
  const made = { select, code, text, said };
  select.addEventListener('change', () => {
    adapt(made, verdicts);
    choose(made, command);
  });
  for (const field of [code, text]) field.addEventListener('change', () => choose(made, command));
  const shown = element('fieldset', {},
    element('legend', {}, command),
    element('p', { class: 'note' }, description),
    element('div', { class: 'fields' },
      select,
      element('label', { class: 'code' }, '', code),
      element('label', { class: 'text' }, '', text)),
    said);
  shown.dataset.command = command;
  adapt(made, verdicts);
  return shown;
}

export function setUp(hello) {
  named('open-verdicts').hidden = hello.choices.length === 0;
  rows.replaceChildren(...hello.choices.map(row));
}

// Whether the answer to a command can be chosen here.
export const isChosenHere = (command) =>
  [...rows.children].some((shown) => shown.dataset.command === command);

export function open(command) {
  dialog.showModal();
  const shown = [...rows.children].find((one) => one.dataset.command === command);
  shown?.scrollIntoView({ block: 'center' });
  shown?.querySelector('select').focus();
}

named('open-verdicts').addEventListener('click', () => open());
dialog.querySelector('[name=close]').addEventListener('click', () => dialog.close());
