namespace Voxopsy.Statistics.Reported;

/// <summary>What a publication prints about one model on one cohort; everything but the number of patients may be missing.</summary>
public sealed record ReportedStudy
{
    /// <summary>Gets the number of patients.</summary>
    public required int Patients { get; init; }

    /// <summary>Gets the number of patients with the event.</summary>
    public int? Events { get; init; }

    /// <summary>Gets the accuracy.</summary>
    public PrintedNumber? Accuracy { get; init; }

    /// <summary>Gets the sensitivity.</summary>
    public PrintedNumber? Sensitivity { get; init; }

    /// <summary>Gets the specificity.</summary>
    public PrintedNumber? Specificity { get; init; }

    /// <summary>Gets the positive predictive value.</summary>
    public PrintedNumber? Ppv { get; init; }

    /// <summary>Gets the negative predictive value.</summary>
    public PrintedNumber? Npv { get; init; }

    /// <summary>Gets F1.</summary>
    public PrintedNumber? F1 { get; init; }

    /// <summary>Gets the area under the ROC curve.</summary>
    public PrintedNumber? Auc { get; init; }

    /// <summary>Gets the lower limit of the area.</summary>
    public PrintedNumber? AucLower { get; init; }

    /// <summary>Gets the upper limit of the area.</summary>
    public PrintedNumber? AucUpper { get; init; }

    /// <summary>Gets the confidence level of the limits.</summary>
    public double Level { get; init; } = 0.95;
}
