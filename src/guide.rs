//! Guides: one page for each task of a service. Every example runs as a test.

macro_rules! pages {
    ($($page:ident = $file:literal,)+) => {$(
        #[doc = include_str!($file)]
        pub mod $page {}
    )+};
}

pages! {
    moderate_messages = "guide/moderate_messages.md",
    change_messages = "guide/change_messages.md",
    deploy = "guide/deploy.md",
    edge = "guide/edge.md",
    fail_open_or_closed = "guide/fail_open_or_closed.md",
    rotate_a_token = "guide/rotate_a_token.md",
    test_without_tencent = "guide/test_without_tencent.md",
    unknown_commands = "guide/unknown_commands.md",
    store_callbacks = "guide/store_callbacks.md",
    move_from_a_handler = "guide/move_from_a_handler.md",
    differences = "guide/differences.md",
}
