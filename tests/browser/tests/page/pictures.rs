//! The page at both widths and in both schemes: nothing is cut off. With `PICTURES` set, the
//! pictures of the guide are taken.

use std::path::Path;

use serde_json::json;
use tim_callback::callbacks::group;
use tim_callback::testing;
use tim_callback::{CallbackCommand, SdkAppId, Token};

use crate::browser::Browser;
use crate::tool::{Inspect, message, sample, signer};

const OVERFLOWING: &str = "return [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return one.checkVisibility() && box.width > 0 && box.right > innerWidth + 1;
}).map((one) => one.outerHTML.slice(0, 200))";

/// The pictures of the guide.
const PICTURES: [&str; 7] = [
    "details-1400-light",
    "details-1400-dark",
    "details-400-light",
    "details-400-dark",
    "list-400-light",
    "list-400-dark",
    "verdicts-1400-light",
];

async fn take(browser: &Browser, name: &str) {
    let none: Vec<String> = Vec::new();
    assert_eq!(browser.run(OVERFLOWING).await, json!(none), "{name}");
    if std::env::var_os("PICTURES").is_some() && PICTURES.contains(&name) {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cli/pictures");
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(directory.join(format!("{name}.png")), browser.picture().await).unwrap();
    }
}

/// Callbacks of all kinds.
fn send_some(tool: &Inspect) {
    for command in [
        CallbackCommand::StateChange,
        CallbackCommand::GroupAfterCreateGroup,
        CallbackCommand::SnsPrevFriendAdd,
        CallbackCommand::OfficialAccountAfterOfficialAccountInfoChanged,
        CallbackCommand::C2cAfterMsgWithDraw,
        CallbackCommand::GroupBeforeInviteJoinGroup,
    ] {
        tool.send(&sample(command));
    }
    let stranger = tim_callback::testing::Signer::new(
        SdkAppId::new(1400000000),
        Token::new("another").unwrap(),
    );
    tool.send(&stranger.sign(testing::call::<group::AfterSendMsg>().text("<b>hello</b>")));
    tool.send(&message("When does the last ferry leave?"));
    tool.send(&message(
        "At half past eight, from the north pier. Bring a coat, it is cold on deck.",
    ));
    let newer = testing::call::<group::BeforeSendMsg>()
        .text("Win a free cruise! Call now!")
        .from("mallory")
        .group("harbour")
        .add("Campaign", 97);
    tool.send(&signer().sign(newer));
}

#[tokio::test]
async fn nothing_is_cut_off_at_any_width() {
    let tool = Inspect::start(&["--token", crate::tool::TOKEN]);
    let browser = Browser::open(&tool.page).await;
    browser.until_shown("#connection", "Live").await;
    browser.press("Verdicts").await;
    let choice = "[data-command='Group.CallbackBeforeSendMsg']";
    browser.choose(&format!("{choice} select"), "Reject with a code").await;
    browser.fill(&format!("{choice} [type=text]"), "no advertising here").await;
    browser.press("Done").await;
    send_some(&tool);
    browser.select("mallory: Win").await;
    for (width, height) in [(1400, 860), (400, 800)] {
        for scheme in ["light", "dark"] {
            browser.screen(width, height, scheme).await;
            take(&browser, &format!("details-{width}-{scheme}")).await;
            if width == 400 {
                browser.press("Back").await;
                take(&browser, &format!("list-{width}-{scheme}")).await;
            }
            browser.press("Verdicts").await;
            take(&browser, &format!("verdicts-{width}-{scheme}")).await;
            browser.press("Done").await;
            browser.press("New callback").await;
            browser.until("document.querySelector('#editor [name=body]').value !== ''").await;
            take(&browser, &format!("editor-{width}-{scheme}")).await;
            browser.press("Cancel").await;
            browser.select("mallory: Win").await;
        }
    }
}
