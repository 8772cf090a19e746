//! Fills `corpus/<target>/` and `corpus/tim.dict` from the library's fixtures.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;
use tim_callback::CallbackCommand;
use tim_callback_fuzz::TIME;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Writes seeds of one target, each under a name of its own.
struct Corpus(&'static str);

impl Corpus {
    fn put(&self, name: &str, seed: &[&[u8]]) -> io::Result<()> {
        let folder = Path::new(ROOT).join("corpus").join(self.0);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), seed.concat())
    }
}

/// Every key of a value, at any depth.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        _ => {}
    }
}

/// Every message body, at any depth.
fn bodies<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| bodies(item, found)),
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            if key == "MsgBody" {
                found.push(value);
            }
            bodies(value, found);
        }),
        _ => {}
    }
}

fn seed_body(name: &str, index: u8, query: &str, body: &str) -> io::Result<Value> {
    let value: Value = serde_json::from_str(body)?;
    // As it is documented, and as it comes: compact, its keys in alphabetical order.
    for (form, body) in [("documented", body), ("wire", &value.to_string())] {
        let name = format!("{name}.{form}");
        let body = body.as_bytes();
        Corpus("decode").put(&name, &[&[index], body])?;
        for policies in [0, 1] {
            // Made and signed for the command; and as the fixture has it, signed by the other token.
            let clock = 128;
            let receive = Corpus("receive");
            let made = [policies | 2 | 4, index, clock, b'\n'];
            receive.put(&format!("{name}.made{policies}"), &[&made, body])?;
            let given = [policies | 4 | 8, index, clock];
            let line = format!("{query}\n");
            receive.put(&format!("{name}.given{policies}"), &[&given, line.as_bytes(), body])?;
        }
    }
    let mut messages = Vec::new();
    bodies(&value, &mut messages);
    for (number, message) in messages.into_iter().enumerate() {
        let text = message.to_string();
        let steps = [4, 1, 0, 2, 3];
        Corpus("modify").put(&format!("{name}.{number}"), &[&steps, text.as_bytes()])?;
        for (place, element) in message.as_array().into_iter().flatten().enumerate() {
            let text = element.to_string();
            Corpus("element").put(&format!("{name}.{number}.{place}"), &[text.as_bytes()])?;
        }
    }
    Ok(value)
}

fn main() -> io::Result<()> {
    let mut words = BTreeSet::new();
    for (index, command) in CallbackCommand::all().iter().enumerate() {
        let name = command.name();
        words.insert(name.to_owned());
        let index = u8::try_from(index).expect("there are fewer than 256 commands");
        let folder = Path::new(ROOT).join("../tests/fixtures").join(name);
        let query = fs::read_to_string(folder.join("query.txt"))?;
        let query = query.trim_end();
        Corpus("query").put(name, &[query.as_bytes()])?;
        let signed =
            format!("{query}&Sign={}&RequestTime={TIME}&own=%41+b%E4%BD%A0", "0f".repeat(32));
        Corpus("query").put(&format!("{name}.signed"), &[signed.as_bytes()])?;
        for entry in fs::read_dir(&folder)? {
            let file = entry?.file_name().into_string().expect("fixtures have plain names");
            if file == "minimal.json" || file.starts_with("request.") && file.ends_with(".json") {
                let body = fs::read_to_string(folder.join(&file))?;
                let value = seed_body(&format!("{name}.{file}"), index, query, &body)?;
                keys(&value, &mut words);
            }
        }
    }
    let mut dictionary = fs::read_to_string(Path::new(ROOT).join("tim.dict"))?;
    for word in words.iter().filter(|word| word.chars().all(|c| c.is_ascii_graphic())) {
        let word = word.replace('\\', "\\\\").replace('"', "\\\"");
        dictionary.push_str(&format!("\"{word}\"\n"));
    }
    fs::write(Path::new(ROOT).join("corpus/tim.dict"), dictionary)
}
