using System.CommandLine;
using System.CommandLine.Parsing;
using Voxopsy.Cli.Commands;

namespace Voxopsy.Cli;

/// <summary>All commands of <c>voxopsy</c>, and how one is run.</summary>
internal static class VoxopsyCommandLine
{
    /// <summary>One JSON document on standard output instead of text; on every command.</summary>
    internal static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document on standard output", Recursive = true };

    /// <summary>Parses and runs; never throws.</summary>
    internal static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        ParseResult parsed = Create(terminal).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                terminal.Error.WriteLine("error: " + error.Message);
            }

            terminal.Error.WriteLine($"help:  {PathOf(parsed.CommandResult.Command)} --help");
            return ExitCode.WrongUse;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The door of the program: whatever happened becomes a message and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine(Failure.Describe(exception));
            return Failure.ExitCodeOf(exception);
        }
    }

    /// <summary>Adds examples to a command's help; each runs as it stands in a checkout.</summary>
    internal static Command WithExamples(this Command command, params string[] examples)
    {
        HelpWithExamples.Set(command, examples);
        return command;
    }

    private static RootCommand Create(Terminal terminal)
    {
        RootCommand root = new("Voxopsy: from scans and a clinical table to a validated, honest model. Works offline; sends nothing anywhere.")
        {
            Json,
            ImportCommand.Create(terminal),
            ResampleCommand.Create(terminal),
            ExtractCommand.Create(terminal),
            CropCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            DemoCommand.Create(terminal),
            SimulateCommand.Create(terminal),
            InitCommand.Create(terminal),
            CheckCommand.Create(terminal),
            RunCommand.Create(terminal),
            ReportCommand.Create(terminal),
            VerifyCommand.Create(terminal),
            StatsCommand.Create(terminal),
            CompareCommand.Create(terminal),
            AuditCommand.Create(terminal),
            PlanCommand.Create(terminal),
        };
        HelpWithExamples.InstallOn(root);
        return root;
    }

    private static string PathOf(Command command)
    {
        List<string> names = [];
        for (Symbol? symbol = command; symbol is Command current; symbol = current.Parents.FirstOrDefault())
        {
            names.Insert(0, current is RootCommand ? "voxopsy" : current.Name);
        }

        return string.Join(' ', names);
    }
}
