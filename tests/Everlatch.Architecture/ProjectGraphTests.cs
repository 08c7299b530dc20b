using System.Xml.Linq;

namespace Everlatch.Architecture;

/// <summary>
/// Dependencies point one way: Cli → Server → {Identity, Oidc, Edge} → Directory → Storage → {Schema, Core};
/// Cli → {Release, Watch}, Release → Storage; {Server, Edge, Release, Watch} → Hosting.
/// </summary>
public sealed class ProjectGraphTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Everlatch.Core"] = [],
        ["Everlatch.Schema"] = [],
        ["Everlatch.Storage"] = ["Everlatch.Core", "Everlatch.Schema"],
        ["Everlatch.Directory"] = ["Everlatch.Storage", "Everlatch.Core"],
        ["Everlatch.Hosting"] = ["Everlatch.Core"],
        ["Everlatch.Edge"] = ["Everlatch.Directory", "Everlatch.Storage", "Everlatch.Hosting", "Everlatch.Core"],
        ["Everlatch.Release"] = ["Everlatch.Storage", "Everlatch.Schema", "Everlatch.Hosting", "Everlatch.Core"],
        ["Everlatch.Watch"] = ["Everlatch.Hosting", "Everlatch.Core"],
        ["Everlatch.Identity"] = ["Everlatch.Directory", "Everlatch.Storage", "Everlatch.Core"],
        ["Everlatch.Oidc"] = ["Everlatch.Directory", "Everlatch.Storage", "Everlatch.Core"],
        ["Everlatch.Server"] =
        [
            "Everlatch.Identity", "Everlatch.Oidc", "Everlatch.Edge", "Everlatch.Directory", "Everlatch.Storage",
            "Everlatch.Schema", "Everlatch.Hosting", "Everlatch.Core",
        ],
    };

    // What runs the rest may know all of it, the samples too: `everlatch up` serves one of them.
    private static readonly string[] Hosts = ["Everlatch.Cli"];

    public static TheoryData<string> Projects =>
        [.. SourceTree.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_lies_below_it(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        if (!project.StartsWith("src/", StringComparison.Ordinal) || Hosts.Contains(name, StringComparer.Ordinal))
        {
            return;
        }

        Assert.True(
            Allowed.TryGetValue(name, out var below), $"{name} has no place in the graph of ProjectGraphTests and DESIGN.");
        Assert.Empty(ReferencesOf(project).Except(below, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_sample_is_a_stranger_to_our_code(string project)
    {
        if (project.StartsWith("samples/", StringComparison.Ordinal))
        {
            // Everlatch.Schema is a package for anybody's service: one sample is such a service, and stands for its users.
            Assert.DoesNotContain(
                ReferencesOf(project).Where(
                    name => project != "samples/schema-gate/SchemaGate.csproj" || name != "Everlatch.Schema"),
                name => name.StartsWith("Everlatch.", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Versions_are_central(string project) =>
        Assert.DoesNotContain(XDocument.Load(Testing.Checkout.PathOf(project)).Descendants("PackageReference"), reference =>
            reference.Attribute("Version") is not null || reference.Element("Version") is not null);

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_solution_holds_every_project(string project) =>
        Assert.Contains($"\"{project}\"", SourceTree.Read("Everlatch.slnx"), StringComparison.Ordinal);

    [Fact]
    public void Core_needs_no_package() =>
        Assert.Empty(
            XDocument.Load(Testing.Checkout.PathOf("src/Everlatch.Core/Everlatch.Core.csproj")).Descendants("PackageReference"));

    [Fact]
    public void Every_project_of_the_design_is_there() =>
        Assert.All(Allowed.Keys, name => Assert.Contains($"src/{name}/{name}.csproj", SourceTree.Files));

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(Testing.Checkout.PathOf(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
