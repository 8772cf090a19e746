//! Every fixture folder through every check, one named test per file and check.
//!
//! The folders are found, not listed: a new command is tested by being there.

mod answers;
mod checks;
mod fixture;
mod json;
mod layout;
#[path = "../../support/naming.rs"]
mod naming;
mod schemas;

use libtest_mimic::{Arguments, Failed, Trial};

use fixture::Folder;

type Outcome = Result<(), Failed>;

fn main() -> std::process::ExitCode {
    let args = Arguments::from_args();
    let folders = fixture::folders();
    let mut trials = vec![
        Trial::test("catalogue::has_a_folder_per_command", layout::folder_per_command),
        Trial::test("catalogue::has_no_folder_without_command", layout::command_per_folder),
        Trial::test("catalogue::names_follow_the_rule", layout::names_follow_the_rule),
        Trial::test(
            "catalogue::schemas_list_what_they_cannot_say",
            schemas::are_as_strict_as_schemas_can_be,
        ),
    ];
    for folder in &folders {
        for request in folder.requests() {
            for (name, check) in checks::ALL {
                let request = request.clone();
                trials.push(Trial::test(format!("{}::{name}", request.name()), move || {
                    check(&request)
                }));
            }
        }
        trials.extend(of_folder(folder));
    }
    libtest_mimic::run(&args, trials).exit_code()
}

fn of_folder(folder: &Folder) -> [Trial; 4] {
    let test = |name: &str, check: fn(&Folder) -> Outcome| {
        let folder = folder.clone();
        Trial::test(format!("{}::{name}", folder.command()), move || check(&folder))
    };
    [
        test("is_complete", layout::is_complete),
        test("minimal_has_required_fields_only", checks::minimal_is_minimal),
        test("answers_are_the_verdicts", answers::are_the_verdicts),
        test("answers_agree_with_their_schema", schemas::know_the_answers),
    ]
}
