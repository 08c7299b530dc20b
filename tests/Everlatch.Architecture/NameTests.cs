using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Everlatch.Architecture;

/// <summary>Names say what a type is, not which layer it belongs to.</summary>
public sealed partial class NameTests
{
    // Projects of tests that need the insides of more than one project.
    private static readonly string[] TestsOfSeveral = ["Everlatch.Storage.Conformance", "Everlatch.Browser", "Everlatch.Fuzz"];

    // A manager here is a member who may manage the tenant.
    private static readonly string[] People = ["KeepManager"];

    [Fact]
    public void No_type_is_named_after_a_layer() =>
        Assert.Empty(OurAssemblies.Types.Where(type => EmptyWord().IsMatch(type.Name)).Select(type => type.Name).Except(People));

    [Fact]
    public void Only_tests_and_fuzzing_targets_see_the_internals_of_a_project() =>
        Assert.All(OurAssemblies.All, assembly =>
        {
            var project = Path.GetFileNameWithoutExtension(assembly.Location);
            var friends = assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName);
            Assert.Empty(friends.Except([OwnTests(project), .. TestsOfSeveral], StringComparer.Ordinal));
        });

    private static string OwnTests(string project) => (project == "everlatch" ? "Everlatch.Cli" : project) + ".Tests";

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Service|Repository|Dto|Impl|Base|V2)(`1)?$")]
    private static partial Regex EmptyWord();
}
