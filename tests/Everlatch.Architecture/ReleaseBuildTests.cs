using System.Xml.Linq;

namespace Everlatch.Architecture;

/// <summary>A release is the same bytes wherever its commit is built (docs/operations/releases.md).</summary>
public sealed class ReleaseBuildTests
{
    private static IEnumerable<string> WithPages =>
        SourceTree.Files.Where(file => IsBuilt(file) && Path.GetExtension(file) is ".razor" or ".cshtml")
            .Select(file => string.Join('/', file.Split('/').Take(2))).Distinct();

    [Fact]
    public void A_project_with_pages_makes_no_debug_file_in_a_release() =>
        Assert.All(WithPages, folder =>
        {
            var project = SourceTree.Files.Single(file =>
                IsProject(file) && file.StartsWith($"{folder}/", StringComparison.Ordinal));
            var none = XDocument.Load(Testing.Checkout.PathOf(project)).Descendants("DebugType")
                .Where(type => type.Value == "none").Select(type => type.Attribute("Condition")?.Value);
            Assert.Equal(["'$(ContinuousIntegrationBuild)' == 'true'"], none);
        });

    [Fact]
    public void There_is_such_a_project() => Assert.Equal(["src/Everlatch.Server"], WithPages);

    private static bool IsBuilt(string file) =>
        file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("samples/", StringComparison.Ordinal);

    private static bool IsProject(string file) => file.EndsWith(".csproj", StringComparison.Ordinal);
}
