//! The files of the page, which are part of the program.

pub(crate) struct Asset {
    path: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) content: &'static str,
}

macro_rules! assets {
    ($($path:literal: $content_type:literal = $file:literal,)+) => {
        const ASSETS: &[Asset] = &[$(Asset {
            path: $path,
            content_type: $content_type,
            content: include_str!(concat!("assets/", $file)),
        },)+];
    };
}

assets! {
    "/": "text/html; charset=utf-8" = "index.html",
    "/base.css": "text/css; charset=utf-8" = "base.css",
    "/list.css": "text/css; charset=utf-8" = "list.css",
    "/details.css": "text/css; charset=utf-8" = "details.css",
    "/dialogs.css": "text/css; charset=utf-8" = "dialogs.css",
    "/narrow.css": "text/css; charset=utf-8" = "narrow.css",
    "/page.js": "text/javascript; charset=utf-8" = "page.js",
    "/api.js": "text/javascript; charset=utf-8" = "api.js",
    "/details.js": "text/javascript; charset=utf-8" = "details.js",
    "/dom.js": "text/javascript; charset=utf-8" = "dom.js",
    "/editor.js": "text/javascript; charset=utf-8" = "editor.js",
    "/list.js": "text/javascript; charset=utf-8" = "list.js",
    "/verdicts.js": "text/javascript; charset=utf-8" = "verdicts.js",
    "/icon.svg": "image/svg+xml" = "icon.svg",
}

pub(crate) fn named(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}
