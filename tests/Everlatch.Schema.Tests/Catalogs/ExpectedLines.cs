using Everlatch.Testing;

namespace Everlatch.Schema.Tests.Catalogs;

/// <summary>Lines of a catalog that stand beside these tests.</summary>
internal static class ExpectedLines
{
    public static string[] Of(string file) => File.ReadAllLines(Checkout.PathOf($"tests/Everlatch.Schema.Tests/Catalogs/{file}"));
}
