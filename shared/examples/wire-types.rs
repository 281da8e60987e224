//! Prints the TypeScript of the wire types.

fn main() {
    print!("{}", kenspeckle_shared::typescript::generate());
}
