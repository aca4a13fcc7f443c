using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Nifti;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Artifacts;

namespace Voxopsy.Study.Simulation;

/// <summary>Simulates patients with a clear-cell renal tumour whose grade is drawn from known odds: masks and a clinical table.</summary>
/// <remarks>
/// The outcome is drawn first; latents z_k given the outcome are N((y − ½)·d_k, 1) and drive one mask or clinical parameter each through a strictly
/// increasing map, so that logit P(y = 1 | z) = logit π + Σ d_k z_k exactly, and the area under the curve of any subset of latents is
/// Φ(√(Σ d²)/√2). Anchors: tumour diameter exp(1.51 + 0.50 z) cm and effect sizes of size, age, BMI and eGFR from the public KiTS cohort
/// (Heller et al. 2021, 2023). Center, slice thickness and missing values do not depend on the outcome.
/// </remarks>
public sealed class CcrccGradeSimulator
{
    /// <summary>Share of high grade.</summary>
    public const double Prevalence = 0.40;

    private static readonly ImmutableArray<Latent> Latents =
    [
        new("size", "mask", 0.92),
        new("margin", "mask", 0.60),
        new("age", "clinical", 0.32),
        new("bmi", "clinical", -0.44),
        new("egfr", "clinical", -0.36),
    ];

    private readonly int _patients;
    private readonly long _seed;

    /// <summary>Prepares a simulation.</summary>
    /// <param name="patients">Patients; at least 1.</param>
    /// <param name="seed">Seed of every draw; a patient's draws do not depend on the number of patients.</param>
    public CcrccGradeSimulator(int patients, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 1);
        _patients = patients;
        _seed = seed;
    }

    /// <summary>Writes <c>clinical.csv</c> and <c>truth.csv</c>, and the masks unless only latents are asked for.</summary>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="content">What is written.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellation">Stops between two patients.</param>
    public void Write(string folder, SimulatedContent content, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        SimulatedPatient[] patients = [.. Enumerable.Range(0, _patients).Select(Draw)];
        if (content == SimulatedContent.Everything)
        {
            Directory.CreateDirectory(Path.Combine(folder, "masks"));
            int done = 0;
            progress.Report(new StageProgress("simulate", 0, _patients, 0, "patient"));
            Parallel.ForEach(patients, new ParallelOptions { CancellationToken = cancellation }, patient =>
            {
                Volume labels = KidneyPhantom.Draw(patient.Phantom, new SeededRandom(_seed).For("phantom " + patient.Id));
                string path = Path.Combine(folder, "masks", patient.Id + ".nii.gz");
                NiftiWriter.Write(path, labels);
                progress.Report(new StageProgress("simulate", Interlocked.Increment(ref done), _patients, 0, "patient"));
            });
        }

        AtomicFile.Write(Path.Combine(folder, "clinical.csv"), Clinical(patients));
        AtomicFile.Write(Path.Combine(folder, "truth.csv"), Truth(patients));
    }

    private SimulatedPatient Draw(int index)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"S{index + 1:00000}");
        SeededRandom random = new SeededRandom(_seed).For("patient " + id);
        bool high = random.NextDouble() < Prevalence;
        double[] z = [.. Latents.Select(latent => random.NextNormal() + ((high ? 0.5 : -0.5) * latent.Separation))];

        // Of each twenty patients eight come from A, seven from B and five from C, whatever their outcome.
        (string center, double slice) = (index % 20) switch { < 8 => ("A", 1.5), < 15 => ("B", 3.0), _ => ("C", 5.0) };
        double diameter = Math.Clamp(Math.Exp(1.51 + (0.50 * z[0])), 1.2, 12);
        double roughness = 0.02 + (0.16 / (1 + Math.Exp(-z[1])));

        // The patient's noise that no latent explains: the report's diameter is read from one slice, sex is as frequent in both grades.
        double measured = Math.Round(diameter * Math.Exp(0.08 * random.NextNormal()), 1);
        string sex = random.NextDouble() < 0.66 ? "male" : "female";
        bool egfrMissing = random.NextDouble() < 0.08;
        return new SimulatedPatient(
            id,
            center,
            high,
            high ? (random.NextDouble() < 0.7 ? 3 : 4) : (random.NextDouble() < 0.2 ? 1 : 2),
            [.. z],
            sex,
            Math.Round(59.5 + (12.4 * z[2])),
            Math.Round(31 + (6.6 * z[3]), 1),
            egfrMissing ? double.NaN : Math.Round(68.5 + (13.5 * z[4])),
            Math.Max(1, measured),
            new PhantomParameters(diameter * 5, roughness, 1.5, slice));
    }

    private static string Clinical(SimulatedPatient[] patients)
    {
        CsvText csv = new("patient_id", "center", "sex", "age", "bmi", "egfr", "radiographic_size_cm", "isup_grade");
        foreach (SimulatedPatient patient in patients)
        {
            csv.Row(
                patient.Id, patient.Center, patient.Sex, CsvText.Number(patient.Age), CsvText.Number(patient.BodyMassIndex),
                CsvText.Number(patient.Egfr), CsvText.Number(patient.MeasuredCm), CsvText.Number(patient.Grade));
        }

        return csv.ToString();
    }

    private static string Truth(SimulatedPatient[] patients)
    {
        CsvText csv = new(
        [
            "patient_id", "high_grade", .. Latents.Select(latent => "z_" + latent.Name), "diameter_cm", "roughness",
            "log_odds", "p_high_grade", "p_given_mask", "p_given_clinical",
        ]);
        double prior = Math.Log(Prevalence / (1 - Prevalence));
        foreach (SimulatedPatient patient in patients)
        {
            double all = prior + LogRatio(patient, _ => true);
            csv.Row(
            [
                patient.Id,
                patient.High ? "1" : "0",
                .. patient.Z.Select(CsvText.Number),
                CsvText.Number(patient.Phantom.RadiusMm / 5),
                CsvText.Number(patient.Phantom.Roughness),
                CsvText.Number(all),
                CsvText.Number(Probability(all)),
                CsvText.Number(Probability(prior + LogRatio(patient, latent => latent.Source == "mask"))),
                CsvText.Number(Probability(prior + LogRatio(patient, latent => latent.Source == "clinical"))),
            ]);
        }

        return csv.ToString();
    }

    private static double LogRatio(SimulatedPatient patient, Func<Latent, bool> counts) =>
        Latents.Select((latent, k) => counts(latent) ? latent.Separation * patient.Z[k] : 0).Sum();

    private static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private sealed record Latent(string Name, string Source, double Separation);

    private sealed record SimulatedPatient(
        string Id,
        string Center,
        bool High,
        int Grade,
        ImmutableArray<double> Z,
        string Sex,
        double Age,
        double BodyMassIndex,
        double Egfr,
        double MeasuredCm,
        PhantomParameters Phantom);
}

/// <summary>What a simulation writes.</summary>
public enum SimulatedContent
{
    /// <summary>Tables and masks.</summary>
    Everything,

    /// <summary>Tables alone.</summary>
    LatentsOnly,
}
