using Everlatch.Schema.Catalogs;
using Everlatch.Testing;

namespace Everlatch.Schema.Tests.Catalogs;

/// <summary>Lines of a catalog that stand beside these tests.</summary>
internal static class ExpectedLines
{
    /// <summary>Fails unless it is what the file says.</summary>
    public static void Require(string file, Catalog catalog) => Assert.Equal(
        File.ReadAllLines(Checkout.PathOf($"tests/Everlatch.Schema.Tests/Catalogs/{file}")).Select(CatalogText.Parse),
        catalog.Objects);
}
