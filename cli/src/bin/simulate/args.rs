//! The arguments of the simulator.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use tim_callback::testing;

use crate::attack::Attack;

/// Plays Tencent's side against a running service.
#[derive(Parser)]
#[command(name = "simulate")]
pub struct Args {
    /// Where the service receives callbacks; an existing query is kept
    #[arg(long)]
    pub url: String,

    /// Trust the certificates in this PEM file, and not the built-in ones
    #[arg(long, value_name = "FILE", conflicts_with = "load")]
    pub cacert: Option<PathBuf>,

    /// The id of the app, as in the console
    #[arg(long, value_name = "ID")]
    pub app: u64,

    /// The token of the app; without it, nothing is signed
    #[arg(long, env = "TIM_CALLBACK_TOKEN", hide_env_values = true)]
    pub token: Option<String>,

    /// A command to send, or `all`; can be repeated
    #[arg(long = "command", value_name = "NAME", default_value = "all")]
    pub commands: Vec<String>,

    /// Send this file as the exact body, for one command
    #[arg(long, value_name = "FILE")]
    pub body: Option<PathBuf>,

    /// Send this text as the message, in commands that have one
    #[arg(long, conflicts_with = "body")]
    pub text: Option<String>,

    /// The order of keys and the layout of bodies
    #[arg(long, default_value = "wire", conflicts_with = "body")]
    pub order: Order,

    /// Also send callbacks that a good service refuses or survives: these kinds, or all
    #[arg(long, value_name = "KIND", num_args = 0.., value_delimiter = ',')]
    attack: Option<Vec<Attack>>,

    /// Send many requests over plain HTTP, and measure the answers
    #[arg(long, conflicts_with = "attack")]
    pub load: bool,

    /// How many requests to send
    #[arg(long, value_name = "N", default_value = "10000", requires = "load")]
    pub requests: usize,

    /// How many connections to use
    #[arg(long, value_name = "C", default_value = "64", requires = "load")]
    pub connections: NonZeroUsize,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Order {
    /// Compact, keys in alphabetical order
    Wire,
    /// Indented, keys as on the official pages
    Documented,
}

impl From<Order> for testing::Order {
    fn from(order: Order) -> Self {
        match order {
            Order::Wire => Self::Wire,
            Order::Documented => Self::Documented,
        }
    }
}

impl Args {
    /// The requested attacks, all of them if no kind is named.
    pub fn attacks(&self) -> Option<&[Attack]> {
        match self.attack.as_deref() {
            Some([]) => Some(Attack::value_variants()),
            kinds => kinds,
        }
    }

    /// The attacks that are requested by name.
    pub fn named_attacks(&self) -> &[Attack] {
        self.attack.as_deref().unwrap_or_default()
    }
}
