using System.Text.RegularExpressions;

namespace Everlatch.Architecture;

/// <summary>A fault of the store has one meaning, and one place gives it.</summary>
public sealed partial class FailureRuleTests
{
    // Who may catch a fault: the hosts, which tell it once; the directory, which keeps what it has; workers, which try again
    // later; what lies below the store and speaks to the engine itself; what takes note of a lost answer or a counted attempt, to
    // give it back, and throws on.
    private static readonly string[] MayCatch =
    [
        "src/Everlatch.Server/", "src/Everlatch.Cli/", "src/Everlatch.Directory/", "src/Everlatch.Storage/",
        "src/Everlatch.Schema/", "src/Everlatch.Oidc/Spending/", "src/Everlatch.Identity/Lockouts/Attempts.cs",
        "src/Everlatch.Identity/Lockouts/GiveBack.cs", "src/Everlatch.Identity/Links/AfterAnswer.cs",
        "src/Everlatch.Identity/Machines/WriteApiTokenUses.cs", "src/Everlatch.Identity/Upkeep/UpkeepLoop.cs",
    ];

    [Fact]
    public void No_feature_catches_a_fault_of_the_store_but_those_that_try_again() =>
        Assert.Empty(
            from file in SourceTree.CSharp("src/")
            where !MayCatch.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))
            where CatchesFault().IsMatch(SourceTree.Read(file))
            select file);

    [Fact]
    public void Nobody_swallows_every_exception() =>
        Assert.Empty(
            from file in SourceTree.CSharp("src/")
            where CatchesAll().IsMatch(SourceTree.Read(file))
            select file);

    [GeneratedRegex(@"catch \((StoreFaultException|DbException)\b")]
    private static partial Regex CatchesFault();

    [GeneratedRegex(@"catch(?: \(Exception(?: \w+)?\))?\s*\{\s*(//[^\n]*\s*)*\}")]
    private static partial Regex CatchesAll();
}
