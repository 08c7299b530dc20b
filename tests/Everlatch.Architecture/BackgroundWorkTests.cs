using Everlatch.Storage.Background;
using Microsoft.Extensions.Hosting;

namespace Everlatch.Architecture;

/// <summary>No duty of a server ends because something went wrong once.</summary>
public sealed class BackgroundWorkTests
{
    // What goes on by itself: the two of the package that knows nothing of ours, and a queue whose every act is guarded.
    private static readonly string[] GoesOn =
        ["Everlatch.Schema.Gate.WatchSchema", "Everlatch.Schema.Gate.Heartbeat", "Everlatch.Identity.Links.AfterAnswer"];

    [Fact]
    public void What_runs_in_the_background_goes_on_whatever_happens() =>
        Assert.Empty(
            from type in OurAssemblies.Types
            where typeof(BackgroundService).IsAssignableFrom(type) && !typeof(PeriodicWork).IsAssignableFrom(type)
            where !GoesOn.Contains(type.FullName, StringComparer.Ordinal)
            select $"{type.FullName} is to derive from {nameof(PeriodicWork)}");

    [Fact]
    public void Nothing_else_turns_a_timer() =>
        Assert.Empty(
            from file in SourceTree.CSharp("src/")
            where !file.StartsWith("src/Everlatch.Schema/", StringComparison.Ordinal)
            where SourceTree.Read(file).Contains("PeriodicTimer", StringComparison.Ordinal)
            select $"{file} is to derive from {nameof(PeriodicWork)}");
}
