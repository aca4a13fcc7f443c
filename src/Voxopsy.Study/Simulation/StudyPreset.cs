using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Simulation;

/// <summary>Everything that one simulated study is made of.</summary>
internal sealed record StudyPreset
{
    /// <summary>Gets the name users type.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the title of the study.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the column of the outcome.</summary>
    public required string OutcomeColumn { get; init; }

    /// <summary>Gets the outcome in words.</summary>
    public required string OutcomeName { get; init; }

    /// <summary>Gets the statistical core.</summary>
    public required LatentModel Model { get; init; }

    /// <summary>Gets the hospitals.</summary>
    public required ImmutableArray<SimulatedSite> Sites { get; init; }

    /// <summary>Gets the quantities of images.</summary>
    public required ImmutableArray<ParameterMap> Parameters { get; init; }

    /// <summary>Gets the clinical table.</summary>
    public required ImmutableArray<ClinicalVariable> Clinical { get; init; }

    /// <summary>Gets what draws the images.</summary>
    public required ISimulatedAnatomy Anatomy { get; init; }

    /// <summary>Gets the standard deviation of motion between phases along the body and across it, mm.</summary>
    public (double Along, double Across) MotionMillimeters { get; init; } = (1.2, 0.5);

    /// <summary>Gets the patients of the printed study.</summary>
    public required int PrintedPatients { get; init; }

    /// <summary>Gets the sites that stay sealed until models are frozen, by the name of their cohort.</summary>
    public ImmutableArray<(string Cohort, string Site)> Sealed { get; init; } = [];

    /// <summary>Gets the line of the validation, with <c>REPEATS</c> where the repeats stand.</summary>
    public string Validation { get; init; } = "{scheme: kfold, folds: 5, repeats: REPEATS, stratify: [outcome, center], center: center}";

    /// <summary>Gets the lines of the study file from <c>features</c> to <c>models</c>.</summary>
    public required string Analysis { get; init; }

    /// <summary>Gets whether the outcome is written as a grade from 1 to 4, high from 3 on, rather than as 0 and 1.</summary>
    public bool IsGraded { get; init; }

    /// <summary>The cell of a patient's outcome.</summary>
    internal string OutcomeCell(SimulatedPatient patient, SeededRandom random) => !IsGraded ? (patient.Outcome ? "1" : "0")
        : patient.Outcome ? (random.NextDouble() < 0.7 ? "3" : "4") : random.NextDouble() < 0.2 ? "1" : "2";

    /// <summary>A quantity of a patient's images.</summary>
    internal double Parameter(SimulatedPatient patient, string name)
    {
        ParameterMap map = Parameters.First(parameter => parameter.Name == name);
        return map.At(Z(patient, map.Latent));
    }

    /// <summary>A latent of a patient.</summary>
    internal double Z(SimulatedPatient patient, string latent)
    {
        for (int i = 0; i < Model.Latents.Length; i++)
        {
            if (Model.Latents[i].Name == latent)
            {
                return patient.Drawn.Z[i];
            }
        }

        throw new ArgumentException($"Preset '{Name}' has no latent '{latent}'.", nameof(latent));
    }
}
