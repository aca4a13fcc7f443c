using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Models;

namespace Voxopsy.Study.Simulation;

/// <summary><c>truth.csv</c> and <c>truth.json</c>: latents, quantities, exact posteriors, and the best areas they allow.</summary>
internal static class TruthTable
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    internal static SimulationTruth Write(StudyPreset preset, ImmutableArray<SimulatedPatient> patients, string folder, long seed)
    {
        LatentModel model = preset.Model;
        Dictionary<(LatentView View, string Site), double[]> weights = [];
        foreach (LatentView view in model.Views)
        {
            foreach (SimulatedSite site in preset.Sites)
            {
                weights[(view, site.Name)] = model.Weights(view, site.Name);
            }
        }

        double[][] logOdds = [.. model.Views.Select(view => patients.Select(patient =>
            Prior(patient) + LogRatio(model, view, weights[(view, patient.Site.Name)], patient)).ToArray())];
        double[] ofParameters = [.. patients.Select(patient => Prior(patient) + ParameterLogRatio(preset, patient))];
        AtomicFile.Write(Path.Combine(folder, "truth.csv"), Csv(preset, patients, logOdds, ofParameters));
        SimulationTruth truth = Summary(preset, patients, logOdds, ofParameters, seed);
        AtomicFile.Write(Path.Combine(folder, "truth.json"), JsonSerializer.Serialize(truth, s_json).ReplaceLineEndings("\n") + "\n");
        return truth;
    }

    /// <summary>What the realised quantities of images say; a latent without a quantity, or with several phases' worth of them, speaks for itself.</summary>
    internal static double ParameterLogRatio(StudyPreset preset, SimulatedPatient patient)
    {
        LatentModel model = preset.Model;
        LatentView view = model.Views.First(view => view.Name == "image");
        double[] weights = model.Weights(view, patient.Site.Name);
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            int index = view.Latents[i];
            string name = model.Latents[index].Name;
            double z = patient.Drawn.Z[index];
            ParameterMap? map = preset.Parameters.FirstOrDefault(parameter => parameter.Latent == name);
            bool isPlateau = map is not null && (z <= map.Lowest || z >= map.Highest);
            sum += isPlateau ? map!.LogRatio(z, model.Separation(index, patient.Site.Name)) : weights[i] * z;
        }

        return sum;
    }

    private static double Prior(SimulatedPatient patient) => Math.Log(patient.Site.Prevalence / (1 - patient.Site.Prevalence));

    private static double LogRatio(LatentModel model, LatentView view, double[] weights, SimulatedPatient patient)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * patient.Drawn.Z[view.Latents[i]];
        }

        foreach (int marker in view.Markers)
        {
            sum += model.Markers[marker].LogRatio(patient.Drawn.Marks[marker]);
        }

        return sum;
    }

    private static string Csv(StudyPreset preset, ImmutableArray<SimulatedPatient> patients, double[][] logOdds, double[] ofParameters)
    {
        LatentModel model = preset.Model;
        string[] views = [.. model.Views.Select(view => view.Name == LatentView.Everything ? "posterior" : "posterior_" + view.Name)];
        CsvText csv = new(
        [
            "patient_id", "center", "outcome", .. model.Latents.Select(latent => "z_" + latent.Name), .. model.Markers.Select(marker => "marker_" + marker.Name),
            .. preset.Parameters.Select(parameter => parameter.Name), "prevalence", "log_likelihood_ratio", "log_odds", .. views, "posterior_image_parameters",
        ]);
        for (int i = 0; i < patients.Length; i++)
        {
            SimulatedPatient patient = patients[i];
            csv.Row(
            [
                patient.Id,
                patient.Site.Name,
                patient.Outcome ? "1" : "0",
                .. patient.Drawn.Z.Select(CsvText.Number),
                .. patient.Drawn.Marks.Select(mark => mark ? "1" : "0"),
                .. preset.Parameters.Select(parameter => CsvText.Number(parameter.At(preset.Z(patient, parameter.Latent)))),
                CsvText.Number(patient.Site.Prevalence),
                CsvText.Number(logOdds[0][i] - Prior(patient)),
                CsvText.Number(logOdds[0][i]),
                .. logOdds.Select(view => CsvText.Number(LinearModel.Probability(view[i]))),
                CsvText.Number(LinearModel.Probability(ofParameters[i])),
            ]);
        }

        return csv.ToString();
    }

    private static SimulationTruth Summary(StudyPreset preset, ImmutableArray<SimulatedPatient> patients, double[][] logOdds, double[] ofParameters, long seed)
    {
        bool[] outcomes = [.. patients.Select(patient => patient.Outcome)];
        string[] groups = preset.Model.Factors.Any(factor => factor.Site.Length > 0) ? [.. preset.Sites.Select(site => site.Name)] : [string.Empty];
        List<SourceTruth> sources = [];
        foreach (string group in groups)
        {
            int[] members = [.. Enumerable.Range(0, patients.Length).Where(i => group.Length == 0 || patients[i].Site.Name == group)];
            for (int view = 0; view < logOdds.Length; view++)
            {
                double[] scores = [.. members.Select(i => logOdds[view][i] - Prior(patients[i]))];
                sources.Add(new SourceTruth(
                    preset.Model.Views[view].Name, group, preset.Model.Separation(preset.Model.Views[view], group), preset.Model.BayesArea(preset.Model.Views[view], group),
                    Area(scores, [.. members.Select(i => outcomes[i])])));
            }
        }

        (double slope, double intercept) = Calibration(logOdds[0], outcomes);
        return new SimulationTruth(
            preset.Name, seed, patients.Length, outcomes.Count(outcome => outcome), slope, intercept, [.. sources],
            Area([.. ofParameters.Select((value, i) => value - Prior(patients[i]))], outcomes));
    }

    private static double Area(double[] scores, bool[] outcomes) => outcomes.Contains(true) && outcomes.Contains(false) ? AreaUnderCurve.Value(scores, outcomes) : double.NaN;

    /// <summary>Undefined where the posterior is the same for all, or chance has drawn one outcome alone.</summary>
    private static (double Slope, double Intercept) Calibration(double[] logOdds, bool[] outcomes)
    {
        if (logOdds.Max() - logOdds.Min() < 1e-9 || !outcomes.Contains(true) || !outcomes.Contains(false))
        {
            return (double.NaN, double.NaN);
        }

        try
        {
            CalibrationLine line = CalibrationLine.Of([.. logOdds.Select(LinearModel.Probability)], outcomes);
            return (line.Slope, line.Intercept);
        }
        catch (StatisticsException)
        {
            // A handful of patients can be told apart without an error; the line then has no finite slope.
            return (double.NaN, double.NaN);
        }
    }
}
