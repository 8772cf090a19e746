// Requests to the tool that shows this page.

async function answered(response) {
  const isJson = response.headers.get('content-type') === 'application/json';
  const content = isJson ? await response.json() : await response.text();
  if (!response.ok) throw new Error(content.error ?? `status ${response.status}`);
  return content;
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error('tim-callback does not answer: has it been stopped?');
  }
  return answered(response);
}

export const get = (path) => ask(path);

export const post = (path, value) =>
  ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  });
