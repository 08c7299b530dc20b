using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests.Contracts;

public sealed class CompareEnginesTests
{
    private static readonly string Sha = new('a', 64);

    [Fact]
    public void Engines_with_the_same_names_agree_whatever_their_types() =>
        CompareEngines.Require(Build(
            "step 0001_a.expand {0}\n+ table t\n+ column t.a type=text null=no",
            "step 0001_a.expand {0}\n+ table t options=strict\n+ column t.a type=blob null=yes\n"
                + "+ index i table=t columns=a definition=x"));

    [Fact]
    public void A_build_for_one_engine_has_nothing_to_agree_on() =>
        CompareEngines.Require(Build("step 0001_a.expand {0}\n+ table t", null));

    [Theory]
    [InlineData("step 0001_a.expand {0}\n+ table t", "step 0001_a.expand {0}", "sqlite", "0001_a.expand", "table t")]
    [InlineData("step 0001_a.expand {0}", "step 0001_a.expand {0}\n+ table t", "postgres", "0001_a.expand", "table t")]
    [InlineData(
        "step 0001_a.expand {0}\n+ table t\n+ column t.a type=text null=no", "step 0001_a.expand {0}\n+ table t", "sqlite",
        "0001_a.expand", "column t.a")]
    [InlineData("step 0001_a.expand {0}\n+ table t\nstep 0002_b.contract {0}\n- table t",
        "step 0001_a.expand {0}\n+ table t\nstep 0002_b.contract {0}", "postgres", "0002_b.contract", "table t")]
    [InlineData(
        "step 0001_a.expand {0}\nstep 0002_b.expand {0}", "step 0001_a.expand {0}", "postgres", "0002_b.expand", "Step 2")]
    [InlineData("step 0001_a.expand {0}", "step 0001_b.expand {0}", "postgres", "0001_a.expand", "0001_b.expand of sqlite")]
    public void The_first_difference_is_named_with_the_file_that_makes_it(
        string postgres, string sqlite, string engine, string step, string names)
    {
        var fault = Assert.Throws<SchemaException>(() => CompareEngines.Require(Build(postgres, sqlite)));
        Assert.Equal(("EL1826", $"Migrations/{engine}/{step}.sql"), (fault.Id, fault.File));
        Assert.Contains(names, fault.Message, StringComparison.Ordinal);
    }

    private static SchemaSource Build(string postgres, string? sqlite)
    {
        var texts = new[] { ("postgres", postgres), ("sqlite", sqlite) }.Where(text => text.Item2 is not null);
        return new SchemaSource("1.0.0", new SchemaFiles(texts.Select(text => KeyValuePair.Create(
            $"Contracts/{text.Item1}.contract",
            $"contract 1\nengine {text.Item1}\nrelease 1.0.0\n{text.Item2!.Replace("{0}", Sha)}"))));
    }
}
