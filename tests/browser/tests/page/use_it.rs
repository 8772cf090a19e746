//! What can be done with the page.

use std::time::Duration;

use serde_json::Value;
use tim_callback::CallbackCommand;

use crate::browser::Browser;
use crate::tool::{Inspect, TOKEN, message, sample, signer};

const ROWS: &str = "document.querySelectorAll('[role=option]').length";

async fn open(tool: &Inspect) -> Browser {
    let browser = Browser::open(&tool.page).await;
    browser.until_shown("#connection", "Live").await;
    browser
}

#[tokio::test]
async fn a_callback_appears_within_a_second() {
    let tool = Inspect::start(&[]);
    let browser = open(&tool).await;
    browser.until_shown("#details", "No callbacks yet").await;
    tool.send(&message("the ferry is late"));
    let took = browser.until_shown("#list", "dora: the ferry is late").await;
    assert!(took < Duration::from_secs(1), "{took:?}");
    browser.until_shown("#count", "1 callback").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test]
async fn details_are_shown_and_filters_filter() {
    let tool = Inspect::start(&[]);
    let browser = open(&tool).await;
    let request = tim_callback::testing::call::<tim_callback::callbacks::group::BeforeSendMsg>();
    tool.send(&signer().with_param("tenant", "42").sign(request.text("one").add("NewField", 7)));
    tool.send(&message("two"));
    tool.send(&sample(CallbackCommand::StateChange));
    browser.select(": one").await;
    for text in [
        "The message is delivered",
        "Status 200",
        "One value is untyped",
        "tenant",
        "\"one\"",
        "NewField: 7",
        "A group message is about to be delivered.",
        "answered in",
    ] {
        browser.until_shown("#details", text).await;
    }
    let untyped = browser.run("return document.querySelector('.untyped').innerText").await;
    assert!(untyped.as_str().unwrap().contains("NewField: 7"), "{untyped}");

    browser.choose("#filter [name=command]", "State.StateChange").await;
    browser.until(&format!("{ROWS} === 1")).await;
    browser.until_shown("#count", "1 of 3 callbacks").await;
    browser.choose("#filter [name=command]", "All").await;
    browser.fill("[name=text]", "TWO").await;
    browser.until(&format!("{ROWS} === 1")).await;
    browser.until_shown("#list", "dora: two").await;
    browser.fill("[name=text]", " ").await;
    browser.choose("[name=outcome]", "with untyped fields").await;
    browser.until(&format!("{ROWS} === 1")).await;
    browser.until_shown("#list", ": one").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_callback_is_sent_again_and_edited() {
    let tool = Inspect::start(&["--token", TOKEN]);
    let browser = open(&tool).await;
    tool.send(&message("the first text"));
    browser.select("the first text").await;
    browser.press("Send again").await;
    browser.until(&format!("{ROWS} === 2")).await;
    browser.until_shown("#details", "sent from this page").await;

    browser.press("Edit and send").await;
    browser.until_shown("#editor", "It is signed anew").await;
    let edited = "const body = document.querySelector('#editor [name=body]');\
        body.value = body.value.replace('the first text', 'another text')";
    browser.run(edited).await;
    browser.press("Send").await;
    browser.until_shown("#list", "dora: another text").await;
    browser.until_shown("#details", "\"another text\"").await;
    browser.until_shown("#details", "valid").await;

    browser.press("New callback").await;
    browser.choose("#editor [name=command]", "C2C.CallbackBeforeSendMsg").await;
    browser.until("document.querySelector('#editor [name=query]').value.includes('C2C.')").await;
    browser.press("Send").await;
    browser.until_shown("#list", "C2C.CallbackBeforeSendMsg").await;
    browser.until_shown("#details", "C2C.CallbackBeforeSendMsg").await;
    let text = browser.source().await.unwrap();
    assert!(!text.contains(TOKEN) && !text.contains("Sign="), "{text}");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_chosen_verdict_is_answered() {
    let tool = Inspect::start(&[]);
    let browser = open(&tool).await;
    browser.press("Verdicts").await;
    let choice = "[data-command='Group.CallbackBeforeSendMsg']";
    browser.choose(&format!("{choice} select"), "Reject with a code").await;
    browser.until_shown(choice, "In use.").await;
    browser.fill(&format!("{choice} [type=number]"), "10").await;
    browser.run("document.activeElement.blur()").await;
    browser.until_shown(choice, "Not in use: the code is not 10100 to 10200.").await;
    browser.fill(&format!("{choice} [type=number]"), "10101").await;
    browser.fill(&format!("{choice} [type=text]"), "no ferries here").await;
    browser.run("document.activeElement.blur()").await;
    browser.until_shown(choice, "In use.").await;
    browser.press("Done").await;
    let answer: Value = serde_json::from_str(&tool.send(&message("hi"))).unwrap();
    assert_eq!(
        (&answer["ErrorCode"], &answer["ErrorInfo"]),
        (&10101.into(), &"no ferries here".into())
    );
    browser.select("dora: hi").await;
    let effect = "The message is refused, the sender gets 10101 and \"no ferries here\"";
    browser.until_shown("#details", effect).await;

    browser.press("Choose its verdict").await;
    browser.choose(&format!("{choice} select"), "Drop silently").await;
    browser.until_shown(choice, "In use.").await;
    browser.press("Done").await;
    browser.press("Send again").await;
    browser.until_shown("#details", "message is dropped silently").await;
    let complaints = browser.complaints().await;
    assert!(complaints.iter().all(|one| one.contains("status of 422")), "{complaints:?}");
}

#[tokio::test]
async fn a_callback_is_copied() {
    let tool = Inspect::start(&["--token", TOKEN]);
    let browser = open(&tool).await;
    tool.send(&message("copy me"));
    browser.select("copy me").await;
    for (button, text) in [
        ("Copy as curl", "curl --silent"),
        ("Copy as Rust test", "fn group_callback_before_send_msg()"),
        ("Copy as fixture", "\"query\": \"SdkAppid=1400000000&"),
    ] {
        browser.press(button).await;
        let area = "document.querySelector('#copied textarea').value";
        browser.until(&format!("{area}.includes({})", Value::from(text))).await;
        let copied = browser.run(&format!("return {area}")).await;
        assert!(!copied.as_str().unwrap().contains(TOKEN), "{copied}");
        browser.until_shown("#copied", "Cop").await;
        browser.press("Close").await;
    }
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_keyboard_is_enough() {
    let tool = Inspect::start(&[]);
    let browser = open(&tool).await;
    for text in ["one", "two", "three"] {
        tool.send(&message(text));
    }
    browser.until(&format!("{ROWS} === 3")).await;
    browser.screen(400, 800, "light").await;
    browser.run("document.querySelector('[name=text]').focus()").await;
    let press = async |key: char| {
        let active = browser.active_element().await.unwrap();
        active.send_keys(&key.to_string()).await.unwrap();
    };
    press('\u{e004}').await; // Tab
    browser.until("document.activeElement.id === 'list'").await;
    let outline = "return getComputedStyle(document.activeElement).outlineStyle";
    assert_eq!(browser.run(outline).await, "solid", "the focus is visible");
    for (key, text) in
        [('\u{e015}', "three"), ('\u{e015}', "two"), ('\u{e010}', "one"), ('\u{e011}', "three")]
    {
        press(key).await; // down, down, end, home
        let active = "document.getElementById(\
            document.querySelector('#list').getAttribute('aria-activedescendant'))";
        browser.until(&format!("{active}?.innerText.includes('dora: {text}')")).await;
    }
    assert_eq!(
        browser.run("return document.querySelector('#details').checkVisibility()").await,
        false
    );
    press('\u{e007}').await; // Enter
    browser.until("document.querySelector('#details').checkVisibility()").await;
    browser.until_shown("#details", "\"three\"").await;
    browser.press("Back").await;
    browser.until("document.activeElement.id === 'list'").await;
    let unnamed = "return [...document.querySelectorAll('input, select, textarea, button')].filter(
        (field) => !(field.labels?.[0]?.innerText || field.getAttribute('aria-label') ||
            field.getAttribute('aria-labelledby') || field.textContent) && field.checkVisibility()).length";
    assert_eq!(browser.run(unnamed).await, 0, "every field has a label");
}

#[tokio::test]
async fn a_tool_that_is_gone_is_said_to_be() {
    let tool = Inspect::start(&[]);
    let browser = open(&tool).await;
    tool.send(&message("hi"));
    browser.select("dora: hi").await;
    drop(tool);
    browser.until_shown("#connection", "Disconnected").await;
    browser.press("Send again").await;
    browser.until_shown("#said", "has it been stopped?").await;
}

#[tokio::test]
async fn a_restart_of_the_tool_leaves_no_old_callback_selected() {
    let tool = Inspect::start(&[]);
    let browser = open(&tool).await;
    tool.send(&message("before"));
    browser.select("before").await;
    browser.until_shown("#details", "Send again").await;
    let tool = tool.restart();
    tool.send(&message("after"));
    browser.until_shown("#list", "after").await;
    browser.until_shown("#details", "Select a callback").await;
    browser.select("after").await;
    browser.until_shown("#details", "\"after\"").await;
}

#[tokio::test]
async fn a_query_that_cannot_be_read_is_said_to_be() {
    let tool = Inspect::start(&[]);
    let browser = open(&tool).await;
    let url = format!("http://{}/?nothing", tool.address);
    assert!(ureq::post(&url).send(&b"{}"[..]).is_err());
    browser.select("(unreadable query)").await;
    browser.until_shown("#details", "Unknown: the query cannot be read.").await;
}
