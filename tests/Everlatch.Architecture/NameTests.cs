using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Everlatch.Architecture;

/// <summary>Names say what a type is, not which layer it belongs to.</summary>
public sealed partial class NameTests
{
    [Fact]
    public void No_type_is_named_after_a_layer() =>
        Assert.Empty(OurAssemblies.Types.Where(type => EmptyWord().IsMatch(type.Name)).Select(type => type.FullName));

    [Fact]
    public void Only_a_projects_own_tests_see_its_internals() =>
        Assert.All(OurAssemblies.All, assembly =>
        {
            var project = Path.GetFileNameWithoutExtension(assembly.Location);
            var friends = assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName);
            Assert.Empty(friends.Except([OwnTests(project), "Everlatch.Storage.Conformance"], StringComparer.Ordinal));
        });

    private static string OwnTests(string project) => (project == "everlatch" ? "Everlatch.Cli" : project) + ".Tests";

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Service|Repository|Dto|Impl|Base|V2)(`1)?$")]
    private static partial Regex EmptyWord();
}
