namespace Everlatch.Testing.Processes;

/// <summary>The built product, as tests start it in a process of its own.</summary>
public static class Product
{
    // What ./everlatch built, which is what users run and starts in half the time: ./test names it.
    private const string Chosen = "EVERLATCH_TEST_PRODUCT";

    /// <summary>The command line, to be run by <c>dotnet</c>; built beside this test unless one is named.</summary>
    public static string CommandLine { get; } =
        Environment.GetEnvironmentVariable(Chosen) is { Length: > 0 } chosen ? chosen : Beside();

    private static string Beside()
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Checkout.Root, $"src/Everlatch.Cli/bin/{configuration}/net10.0/everlatch.dll");
    }
}
