// Runs at CloudFront (cloudfront-js-2.0), before the cache: a folder is its index page, and an address without the final
// slash is sent to the one with it, so that every page has exactly one address.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls `handler` by name.
function handler(event) {
  const request = event.request;
  // A second leading slash would turn the redirect into a link to another host.
  const path = request.uri.replace(/^[/\\]+/, '/');
  const last = path.slice(path.lastIndexOf('/') + 1);
  if (last !== '' && !last.includes('.')) {
    return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: `${path}/` } } };
  }
  request.uri = last === '' ? `${path}index.html` : path;
  return request;
}
