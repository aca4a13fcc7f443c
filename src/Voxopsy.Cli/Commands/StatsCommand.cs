using System.CommandLine;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy stats METHOD FILE: one statistical method on a table.</summary>
internal static class StatsCommand
{
    internal static IReadOnlyList<StatsMethod> Methods { get; } =
        [
            .. StatsDiscrimination.Methods, .. StatsUtility.Methods, .. StatsTests.Methods, .. StatsDescription.Methods, .. StatsAgreement.Methods,
            .. StatsSelection.Methods, .. StatsPreprocessing.Methods, .. StatsModels.Methods, .. StatsPenalized.Methods, .. StatsGrades.Methods,
            .. StatsLearning.Methods, .. StatsValidation.Methods, .. StatsCalibration.Methods, .. StatsSurvival.Methods,
        ];

    internal static Command Create(Terminal terminal)
    {
        Command command = new("stats", "One statistical method on a table: a table on the terminal, or --json");
        foreach (StatsMethod method in Methods)
        {
            command.Subcommands.Add(method.ToCommand(terminal));
        }

        return command.WithExamples("voxopsy stats auc samples/tables/predictions.csv --outcome high_grade --scores clinical,combined");
    }
}
