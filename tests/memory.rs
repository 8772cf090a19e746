//! What decoding takes of memory: at most 64 bytes for a byte of the body, whatever is in it.

mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fs;

use serde_json::Value;
use support::{before_body, verified};
use tim_callback::CallbackCommand;
use tim_callback::message::MsgType;

thread_local! {
    static LIVE: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

fn grow(bytes: usize) {
    // A thread that is ending has no counters any more, and nothing to count.
    let _ = LIVE.try_with(|live| {
        live.set(live.get().wrapping_add(bytes));
        let _ = PEAK.try_with(|peak| peak.set(peak.get().max(live.get())));
    });
}

fn shrink(bytes: usize) {
    let _ = LIVE.try_with(|live| live.set(live.get().wrapping_sub(bytes)));
}

// SAFETY: every call goes to the system's allocator unchanged.
#[expect(unsafe_code, reason = "counting allocations takes an allocator")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        unsafe { System.alloc(layout) }
    }

    // Both sizes count for a moment: an allocator may have to copy.
    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        grow(size);
        shrink(layout.size());
        unsafe { System.realloc(at, layout, size) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        shrink(layout.size());
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Decodes a body and checks the most that was live meanwhile, the body itself not counted.
fn check(command: CallbackCommand, what: &str, body: String) {
    let size = body.len();
    let verified = verified(command.name(), body);
    let before = LIVE.get();
    PEAK.set(before);
    let decoded = verified.decode();
    let peak = PEAK.get().wrapping_sub(before);
    let outcome = if decoded.is_ok() { "decoded" } else { "refused" };
    assert!(
        peak <= 64 * size + (16 << 10),
        "{command}, {what}, {outcome}: {peak} bytes for {size}, {} each",
        peak / size,
    );
}

const MARKER: &str = "what is repeated goes here";

/// `item` so often that it fills 40 to 80 KB, and once more than a list that doubles has room for.
fn repeated(item: &str) -> String {
    let often = (40_000 / (item.len() + 1)).next_power_of_two() + 1;
    vec![item; often].join(",")
}

fn list_of(item: &str) -> String {
    format!("[{}]", repeated(item))
}

/// The value with one array after the other replaced by the marker.
fn with_one_array_marked(value: &Value) -> Vec<Value> {
    let mut marked = Vec::new();
    match value {
        Value::Array(items) => {
            marked.push(Value::from(MARKER));
            for (at, item) in items.iter().enumerate() {
                marked.extend(with_one_array_marked(item).into_iter().map(|item| {
                    let mut items = items.clone();
                    items[at] = item;
                    Value::Array(items)
                }));
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                marked.extend(with_one_array_marked(field).into_iter().map(|field| {
                    let mut fields = fields.clone();
                    fields.insert(key.clone(), field);
                    Value::Object(fields)
                }));
            }
        }
        _ => {}
    }
    marked
}

/// Small items, of which a body has the most.
const SMALL: &[&str] = &[
    "{}",
    "[]",
    "0",
    "\"\"",
    "null",
    "1e1",
    "[0]",
    "[0,0]",
    "[[],[]]",
    "{\"\":0}",
    "{\"\":{}}",
    "{\"\":0,\"a\":0}",
];

#[test]
fn no_list_of_any_command_takes_more_than_64_bytes_for_each_of_its_own() {
    for command in CallbackCommand::all() {
        let folder = format!("{}/tests/fixtures/{command}", env!("CARGO_MANIFEST_DIR"));
        let fixture = fs::read_to_string(format!("{folder}/request.json")).unwrap();
        let fixture: Value = serde_json::from_str(&fixture).unwrap();
        for marked in with_one_array_marked(&fixture) {
            let marked = marked.to_string();
            for item in SMALL {
                let body = marked.replacen(&format!("\"{MARKER}\""), &list_of(item), 1);
                check(*command, item, body);
            }
        }
    }
}

#[test]
fn no_element_takes_more_than_64_bytes_for_each_of_its_own() {
    let lists = [
        ("TIMRelayElem", "MsgList"),
        ("TIMRelayElem", "AbstractList"),
        ("TIMImageElem", "ImageInfoArray"),
        ("TIMStreamElem", "Chunks"),
        ("TIMOtherElem", "Anything"),
    ];
    let entries = ["{\"MsgSeq\":1}", "{\"Type\":1}", "{\"Index\":1}", "{\"URL\":\"\"}"];
    for (msg_type, list) in lists {
        for item in SMALL.iter().chain(&entries) {
            let content = format!("{{\"{list}\":{}}}", list_of(item));
            for (order, element) in [
                ("type first", format!("{{\"MsgType\":\"{msg_type}\",\"MsgContent\":{content}}}")),
                (
                    "content first",
                    format!("{{\"MsgContent\":{content},\"MsgType\":\"{msg_type}\"}}"),
                ),
            ] {
                let what = format!("{list} of {item} in {msg_type}, {order}");
                check(
                    CallbackCommand::GroupBeforeSendMsg,
                    &what,
                    before_body(&format!("[{element}]")),
                );
                let spoiled = before_body(&format!("[{element},{{\"MsgType\":1}}]"));
                check(CallbackCommand::GroupBeforeSendMsg, &format!("{what}, spoiled"), spoiled);
            }
        }
    }
}

#[test]
fn no_message_takes_more_than_64_bytes_for_each_of_its_own() {
    for msg_type in MsgType::all().iter().map(|known| known.name()).chain(["", "TIMOtherElem"]) {
        for content in [
            "{}",
            "{\"Text\":\"\"}",
            "{\"MsgList\":[{}]}",
            "{\"Chunks\":[{}]}",
            "{\"ImageInfoArray\":[{}]}",
            "0",
        ] {
            for element in [
                format!("{{\"MsgType\":\"{msg_type}\",\"MsgContent\":{content}}}"),
                format!("{{\"MsgContent\":{content},\"MsgType\":\"{msg_type}\"}}"),
            ] {
                let body = before_body(&list_of(&element));
                check(CallbackCommand::GroupBeforeSendMsg, &element, body);
            }
        }
    }
}

#[test]
fn no_object_takes_more_than_64_bytes_for_each_of_its_own() {
    for entry in ["\"\":0", "\"\":{}", "\"\":[0]", "\"a\":\"\"", "\"Text\":\"\""] {
        let object = format!("{{{}}}", repeated(entry));
        for msg_type in ["TIMTextElem", "TIMOtherElem"] {
            let body =
                before_body(&format!(r#"[{{"MsgContent":{object},"MsgType":"{msg_type}"}}]"#));
            check(CallbackCommand::GroupBeforeSendMsg, entry, body);
        }
    }
}
