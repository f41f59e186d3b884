/* Who may do what, as a person reads it. Two marks a cell: the first for a unit of one's own, the second for
 * a foreign one; Y may, - may not. */
#pragma once

static const char account_matrix[] =
    "permission       administrator analyst leader department area supervision auditor firm public\n"
    "read_published   YY            YY      YY     YY         YY   YY          YY      YY   YY\n"
    "read_all         YY            YY      Y-     Y-         Y-   YY          YY      --   --\n"
    "read_targets     YY            YY      Y-     Y-         Y-   YY          YY      --   --\n"
    "read_forms       YY            YY      Y-     Y-         Y-   YY          YY      Y-   --\n"
    "read_audit       YY            --      --     --         --   --          YY      --   --\n"
    "read_accounts    YY            --      --     --         --   --          YY      --   --\n"
    "submit           --            YY      --     Y-         Y-   --          --      Y-   --\n"
    "approve          --            YY      --     --         --   --          --      --   --\n"
    "lock             --            YY      --     --         --   --          --      --   --\n"
    "judge            --            YY      --     --         --   --          --      --   --\n"
    "read_tasks       YY            YY      Y-     Y-         Y-   YY          YY      --   --\n"
    "deploy           --            --      --     --         --   YY          --      --   --\n"
    "report           --            --      Y-     Y-         Y-   --          --      --   --\n"
    "read_scores      YY            YY      YY     YY         YY   YY          YY      --   --\n"
    "assess           --            --      --     --         --   YY          --      --   --\n"
    "appeal           --            --      --     Y-         Y-   --          --      --   --\n"
    "manage_accounts  YY            --      --     --         --   --          --      --   --\n"
    "manage_city      YY            --      --     --         --   --          --      --   --\n"
    "operate          YY            --      --     --         --   --          --      --   --\n"
    "own_account      YY            YY      YY     YY         YY   YY          YY      YY   --\n";
