namespace Everlatch.Bench.Servers;

/// <summary>Finds what was built in the checkout.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string Built(string project, string file) => Path.Combine(Root, project, "bin", "Release", "net10.0", file);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Everlatch.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it from the checkout.");
        }

        return folder;
    }
}
