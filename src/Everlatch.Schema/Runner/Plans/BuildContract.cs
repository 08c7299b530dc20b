using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Runner.Plans;

/// <summary>The contract of a build, made sure to be of its migrations.</summary>
internal static class BuildContract
{
    /// <summary>The contract.</summary>
    /// <exception cref="SchemaException">It was made of other files, or cannot be read.</exception>
    public static SchemaContract Of(SchemaSource source, SchemaEngine engine)
    {
        var contract = source.ContractOf(engine);
        var files = source.MigrationsOf(engine).Select(m => (m.Step, m.Sha256)).ToList();
        var steps = contract.Steps.Select(step => (step.Step, step.Sha256)).ToList();
        if (files.SequenceEqual(steps))
        {
            return contract;
        }

        var (step, _) = files.Except(steps).Concat(steps.Except(files)).FirstOrDefault(("the order of steps", ""));
        throw RunFaults.OtherBuild(engine.Name, $"{step} differs");
    }
}
