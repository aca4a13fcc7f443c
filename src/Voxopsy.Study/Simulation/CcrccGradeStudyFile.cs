namespace Voxopsy.Study.Simulation;

/// <summary>The study file that goes with a simulated cohort of renal tumours.</summary>
public static class CcrccGradeStudyFile
{
    /// <summary>The text of the file; paths are beside it.</summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="repeats">Repeats of the five folds.</param>
    /// <param name="bootstrap">Resamples behind each bootstrap interval.</param>
    public static string Text(long seed, int repeats, int bootstrap) => FormattableString.Invariant($$$"""
        # Simulated patients: the odds of high grade are known (truth.csv). Centers A and B teach, center C stays sealed.
        voxopsy: 1
        study: {title: "WHO/ISUP grade of clear-cell renal cell carcinoma (simulated)", seed: {{{seed}}}, language: en, simulated: true}
        cohorts:
          development: {table: clinical.csv, where: "center in (A, B)"}
          external-c: {table: clinical.csv, where: "center == C", sealed: true}
        patient: patient_id
        outcome: {column: isup_grade, positive: [3, 4], negative: [1, 2], name: high grade}
        masks:
          tumour: {path: "masks/{patient_id}.nii.gz", label: 2}
        clinical:
          age: {type: number, unit: year, known: before}
          sex: {type: category, levels: [female, male], known: before}
          bmi: {type: number, unit: kg/m², known: before}
          egfr: {type: number, unit: mL/min/1.73 m², known: before}
          size: {type: number, unit: cm, column: radiographic_size_cm, known: before}
        missing: {impute: median, max_fraction: 0.2}
        validation: {scheme: kfold, folds: 5, repeats: {{{repeats}}}, stratify: [outcome, center], center: center}
        features:
          shape: {kind: radiomics, roi: tumour, families: [shape]}
        select: [variance, duplicates, {univariable: {p: 0.05}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 10, rule: min}}]
        models:
          size: {from: [clinical.size]}
          clinical: {from: [clinical.age, clinical.sex, clinical.bmi, clinical.egfr], stepwise: aic-both}
          shape: {from: [shape], signature: true}
          combined: {from: [models.clinical, models.shape], nomogram: true}
        evaluate: {threshold: youden, bootstrap: {{{bootstrap}}}, decision_curve: {from: 0.05, to: 0.8}, subgroups: [sex, center], compare: all-pairs}
        report: {formats: [html], figures: [svg]}

        """);
}
