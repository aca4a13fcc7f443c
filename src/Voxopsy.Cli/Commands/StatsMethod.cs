using System.CommandLine;

namespace Voxopsy.Cli.Commands;

/// <summary>One statistical method on one table: its name, its help, the options it takes and how it answers.</summary>
/// <param name="Name">Name of the subcommand.</param>
/// <param name="Description">What it computes, in one sentence.</param>
/// <param name="Example">A command line that runs as it stands in a checkout.</param>
/// <param name="Options">The options it takes.</param>
/// <param name="Answer">Fills the report.</param>
internal sealed record StatsMethod(
    string Name, string Description, string Example, Option[] Options, Action<StatsInput, ParseResult, StatsReport> Answer)
{
    /// <summary>Gets further command lines that run as they stand.</summary>
    internal string[] Further { get; init; } = [];

    internal Command ToCommand(Terminal terminal)
    {
        Command command = new(Name, Description) { StatsOptions.File };
        foreach (Option option in Options)
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            StatsReport report = new(Name);
            Answer(StatsInput.Read(parsed.GetRequiredValue(StatsOptions.File)), parsed, report);
            if (parsed.GetValue(VoxopsyCommandLine.Json))
            {
                terminal.Output.WriteLine(report.ToJson());
            }
            else
            {
                report.WriteText(terminal);
            }

            return ExitCode.Done;
        });
        return command.WithExamples([Example, .. Further]);
    }
}
