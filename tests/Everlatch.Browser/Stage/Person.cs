using Everlatch.Core.Ids;

namespace Everlatch.Browser.Stage;

/// <summary>Somebody whom no other test knows.</summary>
public sealed record Person(string Name, string Email, string Password)
{
    /// <summary>A new one.</summary>
    public static Person New(string name = "Ada Lovelace") =>
        new(name, $"{Id.NewText("p", TimeProvider.System)}@example.com", "violet harbour seven lanterns");
}
