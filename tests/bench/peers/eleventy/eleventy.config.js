const ISSUES = "content/issues/*.md";

export default function (config) {
  config.setQuietMode(true);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("minute", (date) => date.toISOString().slice(0, 16).replace("T", " "));
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("newest", (items, many) => items.slice(0, many));
  const issues = (api) => api.getFilteredByGlob(ISSUES).reverse();
  const groups = (field) => (api) => {
    const found = new Map();
    for (const issue of issues(api))
      for (const name of [].concat(issue.data[field]))
        found.has(name) ? found.get(name).push(issue) : found.set(name, [issue]);
    return [...found].map(([name, items]) => ({ name, items }));
  };
  config.addCollection("issues", issues);
  config.addCollection("byTag", groups("tags"));
  config.addCollection("byProduct", groups("product"));
  return {
    dir: { input: "content", output: "_site", includes: "../_includes" },
    htmlTemplateEngine: "njk",
    markdownTemplateEngine: false,
  };
}
