using System.CommandLine;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Planning;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy plan samplesize: patients needed to develop a model, to validate it, to show an area or a difference.</summary>
internal static class PlanCommand
{
    internal static Command Create(Terminal terminal)
    {
        Option<int?> parameters = new("--parameters") { Description = "Candidate parameters of the model to develop" };
        Option<double?> prevalence = new("--prevalence") { Description = "Share of patients with the event" };
        Option<double?> coxSnell = new("--r2") { Description = "Expected Cox-Snell R² of the model" };
        Option<double> shrinkage = new("--shrinkage") { Description = "Wanted shrinkage factor", DefaultValueFactory = _ => 0.9 };
        Option<double?> area = new("--auc") { Description = "Expected area under the ROC curve" };
        Option<double?> other = new("--against") { Description = "Area of the model to beat, both on the same patients" };
        Option<double> correlation = new("--correlation") { Description = "Correlation of the two areas", DefaultValueFactory = _ => 0.5 };
        Option<double> power = new("--power") { Description = "Wanted power", DefaultValueFactory = _ => 0.9 };
        Option<double> significance = new("--alpha") { Description = "Two-sided significance level", DefaultValueFactory = _ => 0.05 };
        Option<int> simulate = new("--simulate") { Description = "Also find sizes by this many simulated studies each, for the formulas are approximations: 200 is quick, 1000 exact to about 2%" };
        Option<long> seed = new("--seed") { Description = "Seed of random draws", DefaultValueFactory = _ => 1 };
        Command command = new("samplesize", "Patients needed to develop a model (Riley), to validate it, and to show an area or a difference of areas")
        {
            parameters, prevalence, coxSnell, shrinkage, area, other, correlation, power, significance, simulate, seed,
        };
        command.SetAction(parsed =>
        {
            StatsReport report = new("plan samplesize");
            report.Table("patients needed", "for", "criterion", "patients", "events");
            double share = parsed.GetValue(prevalence) ?? throw new CommandFailure(ExitCode.WrongUse, "error: --prevalence is needed: the share of patients with the event");
            if (parsed.GetValue(parameters) is { } count && parsed.GetValue(coxSnell) is { } r2)
            {
                Develop(report, PredictionModelSampleSize.Binary(count, share, r2, parsed.GetValue(shrinkage)), share);
            }

            if (parsed.GetValue(area) is { } auc)
            {
                Validate(report, ValidationSampleSize.Binary(share, auc), share);
                double cases = AreaSampleSize.Cases(auc, parsed.GetValue(power), (1 - share) / share, parsed.GetValue(significance));
                Row(report, "an area above one half", $"power {StatsReport.Show(parsed.GetValue(power))}", cases / share, share);
                if (parsed.GetValue(other) is { } second)
                {
                    double patients = AreaDifferenceSampleSize.Patients(
                        auc, second, share, parsed.GetValue(correlation), parsed.GetValue(power), parsed.GetValue(significance));
                    Row(report, "a difference of two areas", $"power {StatsReport.Show(parsed.GetValue(power))}, DeLong's test", patients, share);
                }
            }

            if (parsed.GetValue(simulate) is > 0 and int simulations)
            {
                SeededRandom random = new SeededRandom(parsed.GetValue(seed)).For("plan/samplesize");
                double expected = parsed.GetValue(area) ?? throw new CommandFailure(ExitCode.WrongUse, "error: --simulate needs --auc, the expected area of the model");
                if (parsed.GetValue(parameters) is { } simulated)
                {
                    SimulateDevelopment(report, simulated, share, expected, parsed.GetValue(shrinkage), simulations, random);
                }

                if (parsed.GetValue(other) is { } rival)
                {
                    int patients = AreaDifferenceSampleSize.SimulatedPatients(
                        expected, rival, share, parsed.GetValue(correlation), simulations, random, parsed.GetValue(power), parsed.GetValue(significance));
                    Row(report, "a difference of two areas", $"power {StatsReport.Show(parsed.GetValue(power))}, DeLong's test, by simulation of normal scores", patients, share);
                }
            }

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
        return new Command("plan", "Plan a study")
        {
            command.WithExamples(
                "voxopsy plan samplesize --parameters 24 --prevalence 0.174 --r2 0.288",
                "voxopsy plan samplesize --prevalence 0.3 --auc 0.82 --against 0.75",
                "voxopsy plan samplesize --parameters 6 --prevalence 0.3 --auc 0.85 --simulate 50"),
        };
    }

    private static void Develop(StatsReport report, PredictionModelSampleSize size, double share)
    {
        Row(report, "development", "shrinkage", size.ForShrinkage, share);
        Row(report, "development", "optimism of Nagelkerke's R² within 0.05", size.ForOptimism, share);
        Row(report, "development", "overall risk within 0.05", size.ForIntercept, share);
        Row(report, "development", "all three", size.Patients, share);
    }

    private static void SimulateDevelopment(StatsReport report, int parameters, double share, double area, double slope, int simulations, SeededRandom random)
    {
        DevelopmentSimulation simulation = DevelopmentSimulation.Of(parameters, share, area);
        int patients = simulation.Patients(slope, (int)Math.Ceiling(10 * parameters / Math.Min(share, 1 - share)), simulations, random);
        Row(report, "development", $"calibration slope {StatsReport.Show(slope)} in new patients, by simulation", patients, share);
        report.Note("the formula for shrinkage promises too much where the area is high (Pavlou 2024, BMC Med Res Methodol 24:146); where they differ, trust the simulation");
    }

    private static void Validate(StatsReport report, ValidationSampleSize size, double share)
    {
        Row(report, "validation", "observed over expected within a factor of 1.22", size.ForObservedOverExpected, share);
        Row(report, "validation", "area within 0.05", size.ForArea, share);
        Row(report, "validation", "calibration slope within 0.2", size.ForSlope, share);
        Row(report, "validation", "all three", size.Patients, share);
    }

    private static void Row(StatsReport report, string purpose, string criterion, double patients, double share) =>
        report.Row(purpose, criterion, (int)Math.Ceiling(patients - 1e-9), (int)Math.Ceiling((Math.Ceiling(patients - 1e-9) * share) - 1e-9));
}
