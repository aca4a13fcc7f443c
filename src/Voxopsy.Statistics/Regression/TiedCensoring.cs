namespace Voxopsy.Statistics.Regression;

/// <summary>Whether a subject last seen at the very time of an event was at risk of it, in a penalized Cox path.</summary>
public enum TiedCensoring
{
    /// <summary>Always at risk: whoever was seen at a time had lived until then (Kalbfleisch and Prentice 2002, section 4.2; R's survival).</summary>
    AtRisk,

    /// <summary>As R's glmnet 4.1 does for right-censored times.</summary>
    /// <remarks>
    /// glmnet adds 100 machine epsilons to the time of a censored subject, which is lost in times above about 100; then the place of a tied
    /// censoring depends on where a quicksort leaves it, and it may count as gone before the event. Only for repeating published numbers.
    /// </remarks>
    AsGlmnet,
}
